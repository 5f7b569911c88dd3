import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

const template = {
	name: "t",
	command: "test {{x}} != 3",
	retries: 0,
	cpus: 0.1,
	mem: 16,
	disk: 16,
	schedule: "R1//P1Y",
};
const later = { name: "t-later", command: "true", schedule: "R/2040-01-01T00:00:00Z/P1D" };

it("a sweep is one row in the list, a page of its own, and a name for all its jobs", { timeout: 20_000 }, async () => {
	using dir = tempDir({ "t.json": JSON.stringify(template), "later.json": JSON.stringify(later) });
	await using machine = memoryMachine(dir.path);
	async function type(...words: readonly string[]) {
		const host = machine.host();
		return { exit: await main(words, host), ...host.written };
	}
	async function say(...words: readonly string[]) {
		const { exit, stdout } = await type(...words);
		expect({ line: words, exit }).toEqual({ line: words, exit: 0 });
		return stdout;
	}
	await say("submit", "later.json");
	expect((await type("sweep", "t.json", "--grid", "x=1..4")).exit).toBe(1);

	expect(await say("list", "--columns", "name,status,state,successes,errors,cpus,command")).toBe(
		[
			"name        status            state  successes  errors  cpus  command",
			"t-later     fresh             idle           0       0   0.1  true",
			"t (4 jobs)  3 of 4, 1 failed  idle           3       1   0.1  mixed",
			"",
		].join("\n"),
	);
	expect(await say("list", "--failed", "--columns", "name,status")).toBe("name  status\nt.x3  failure\n");
	expect(await say("list", "--each", "-o", "name")).toBe("t-later\nt.x1\nt.x2\nt.x3\nt.x4\n");
	expect(await say("list", "--each", "--columns", "name")).toBe("name\nt-later\nt.x1\nt.x2\nt.x3\nt.x4\n");
	expect(await say("list", "sweep:t", "--columns", "name")).toBe("name\nt.x1\nt.x2\nt.x3\nt.x4\n");
	expect(await say("list", "--filter", "sweep=t and errors>0", "--columns", "name,sweep", "-o", "csv")).toBe(
		"name,sweep\nt.x3,t\n",
	);
	expect(await say("list", "-o", "csv")).toMatch(/^name,status,.*,sweep\nt-later,fresh,.*,\nt\.x1,success,.*,t\n/);
	const { jobs } = JSON.parse(await say("list", "-o", "json"));
	expect(jobs.map(({ sweep }: { readonly sweep?: string }) => sweep)).toEqual([undefined, "t", "t", "t", "t"]);

	expect(await say("show", "t")).toBe(
		[
			"t  4 jobs, 3 succeeded, 1 did not",
			"  !###",
			"  begun on Sat 2026-11-21 13:00:00 CET, 0s ago",
			"",
			"job   result               x",
			"t.x1  succeeded            1",
			"t.x2  succeeded            2",
			"t.x3  failed, exit code 1  3",
			"t.x4  succeeded            4",
			"  → Run those again that did not succeed: `chronos-job sweep --resume t --failed`.",
			"",
		].join("\n"),
	);
	expect(JSON.parse(await say("show", "sweep:t", "-o", "json"))).toMatchObject({
		sweep: "t",
		begunAt: "2026-11-21T12:00:00.000Z",
		count: { total: 4, succeeded: 3, failed: 1 },
		jobs: [{ job: "t.x1", params: { x: "1" }, result: "succeeded" }, {}, { result: "failed", exitCode: 1 }, {}],
	});

	expect(await say("wait", "t", "--for", "idle")).toBe("t.x1  is idle\nt.x2  is idle\nt.x3  is idle\nt.x4  is idle\n");
	expect(await say("watch", "sweep:t", "--for", "1ms")).toContain("watching 4 jobs on local");
	expect(await say("kill", "sweep:t", "--yes")).toContain("t.x4");
	expect(await type("enable", "t")).toMatchObject({ exit: 2, stderr: expect.stringContaining("enable 3 jobs?") });
	expect(await say("enable", "t", "--yes")).toContain("t.x4");
	expect(await say("disable", "t", "--yes")).toContain("t.x4");
	expect(await type("retry", "t", "--failed", "--wait")).toMatchObject({
		exit: 1,
		stdout: expect.stringContaining("t.x3"),
	});
	const deleted = await say("delete", "sweep:t", "--yes");
	expect(deleted.trim().split("\n").toSorted()).toEqual(
		["t.x1", "t.x2", "t.x3", "t.x4"].map((name) => `deleted     ${name}`),
	);
	// Nothing that is left belongs to it, and nothing else is meant.
	expect(await type("delete", "t", "--yes")).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining('sweep "t" any more'),
	});
	expect(await type("kill", "sweep:u", "--yes")).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining('no sweep "u"'),
	});
	expect(await type("show", "sweep:u")).toMatchObject({ exit: 1, stderr: expect.stringContaining('no sweep "u"') });
	expect(await say("list", "-o", "name")).toBe("t-later\n");
});
