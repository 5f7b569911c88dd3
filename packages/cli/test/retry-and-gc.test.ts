import { tempDir } from "@chronos-job/testkit";
import { describe, expect, test } from "vitest";
import { main } from "../src/main.ts";
import { atLiar, flawOf, nightly } from "./lying-machine.ts";
import { memoryMachine } from "./memory-machine.ts";

const failure = { errorCount: 1, errorsSinceLastSuccess: 1, lastError: "2026-11-20T09:00:00.000Z" };
const over = { schedule: "R0/2027-11-20T09:00:00.000Z/P1Y", disabled: true };
const once = { ...nightly, name: "once", ...over, ...failure };
const failed = { ...nightly, ...failure };
const fine = { ...nightly, name: "fine", successCount: 1, lastSuccess: "2026-11-20T09:00:00.000Z" };

describe.concurrent.each(["3.x", "2.x"] as const)("trying again on a server of %s", (dialect) => {
	test("gives one-shots a new schedule, starts the others, and leaves alone what has not failed", async () => {
		await using liar = await atLiar({ dialect, jobs: [once, failed, fine] });
		const { exit, said } = await liar.run("retry", "--failed", "--yes");
		expect([exit, said.split("\n").slice(0, 1)]).toEqual([0, ["runs again  once"]]);
		expect(said).toContain("started     nightly\n");
		expect(liar.server.writes.map(({ method, path }) => [method, path.split("/").at(-1)])).toEqual([
			["POST", "iso8601"],
			["PUT", "nightly"],
		]);
		expect(liar.server.job("once")).toMatchObject({ schedule: /^R[01]\//, disabled: false, errorCount: 1 });
	});

	test.each([
		{ state: "queued", disabled: false, why: "it is queued already" },
		{ state: "1 running", disabled: false, why: "it runs" },
		{ state: "idle", disabled: true, why: "it is disabled" },
	])("skips a job when $why, and says so", async ({ state, disabled, why }) => {
		await using liar = await atLiar({ dialect, jobs: [{ ...failed, disabled }, once] });
		liar.server.setState("nightly", state);
		const { exit, said } = await liar.run("retry", "--failed", "--yes");
		expect([exit, said.includes(`skipped     nightly: ${why}\n`)]).toEqual([1, true]);
		expect(said).toContain("runs again  once\n");
	});

	test("goes on when one of them does not start, and answers that it did not", async () => {
		const jobs = [failed, { ...failed, name: "other" }];
		await using liar = await atLiar({ dialect, jobs, lies: [{ name: "dropped-but-204", job: "nightly" }] });
		const answer = await liar.run("retry", "--failed", "--yes");
		expect(flawOf(answer, { exit: 1, names: ["started     other", "skipped     nightly"] })).toBeUndefined();
	});

	test.each([
		{ words: ["--failed"], exit: 2, names: ["run again 2 jobs?", "--yes"] },
		{ words: [], exit: 2, names: ["--failed"] },
		{ words: ["fine", "--failed"], exit: 0, names: ["no job has failed"] },
		{ words: ["nightli"], exit: 1, names: ["Did you mean `nightly`?"] },
	])("$words starts nothing and answers $exit", async ({ words, exit, names }) => {
		await using liar = await atLiar({ dialect, jobs: [once, failed, fine] });
		expect(flawOf(await liar.run("retry", ...words), { exit, names })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
	});
});

test("trying again waits for all fates, and answers with the worst", async () => {
	const job = { retries: 0, schedule: "R1//P1Y", cpus: 0.1, mem: 16, disk: 16 };
	using dir = tempDir({
		"bad.json": JSON.stringify({ ...job, name: "bad", command: "exit 3" }),
		"flaky.json": JSON.stringify({ ...job, name: "flaky", command: "exit 4" }),
	});
	await using machine = memoryMachine(dir.path);
	async function say(...words: readonly string[]) {
		const host = machine.host();
		return { exit: await main(words, host), stdout: host.written.stdout };
	}
	await say("submit", "bad.json", "flaky.json", "--wait");
	const { exit, stdout } = await say("retry", "--failed", "--yes", "--wait", "-o", "json");
	const { jobs, fates } = JSON.parse(stdout);
	expect([exit, jobs]).toEqual([1, ["bad", "flaky"]]);
	expect(fates).toMatchObject([{ outcome: "failed" }, { outcome: "failed" }]);
	await say("submit", "flaky.json", "--set", "command=true", "--yes", "--wait");
	expect(await say("retry", "flaky", "--wait")).toMatchObject({ exit: 0 });
});

const longAgo = { lastSuccess: "2026-10-01T09:00:00.000Z", successCount: 1 };
const old = { ...nightly, name: "old", ...over, ...longAgo };

describe.concurrent.each(["3.x", "2.x"] as const)("collecting garbage on a server of %s", (dialect) => {
	test("deletes what has been over for long, and undo brings it back", async () => {
		await using liar = await atLiar({ dialect, jobs: [old, once, { ...nightly, ...longAgo }] });
		const before = liar.server.job("old");
		const shown = await liar.run("gc", "--dry-run");
		expect(
			flawOf(shown, { exit: 0, names: ["- old", "succeeded on Thu 2026-10-01", "1 job to delete"] }),
		).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
		expect(await liar.run("gc", "--yes")).toEqual({ exit: 0, said: "deleted     old\n" });
		expect(await liar.run("undo", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.job("old")).toEqual(before);
	});

	test.each([
		{ what: "runs", jobs: [old], state: "1 running" },
		{ what: "is queued", jobs: [old], state: "queued" },
		{ what: "has children", jobs: [old, { name: "child", command: "true", parents: ["old"] }] },
		{ what: "has runs left", jobs: [{ ...old, schedule: "R2/2030-01-01T00:00:00.000Z/P1Y" }] },
		{ what: "was over only yesterday", jobs: [{ ...once, name: "old" }] },
	])("leaves alone what $what", async ({ jobs, state }) => {
		await using liar = await atLiar({ dialect, jobs });
		if (state !== undefined) liar.server.setState("old", state);
		expect(await liar.run("gc", "--yes")).toEqual({ exit: 0, said: "no job has been over for that long\n" });
		expect(liar.server.writes).toEqual([]);
	});

	test("leaves alone what never ended, and says so", async () => {
		await using liar = await atLiar({ dialect, jobs: [{ ...nightly, name: "killed", ...over }] });
		expect(flawOf(await liar.run("gc", "--yes"), { exit: 0, names: ["nobody knows", "killed"] })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
	});

	test.each([
		{ words: [], exit: 2, names: ["delete 1 job?", "--yes"] },
		{ words: ["--older-than", "12h"], exit: 2, names: ["delete 2 jobs?"] },
		{ words: ["--older-than", "2w"], exit: 2, names: ["delete 1 job?"] },
		{ words: ["--older-than", "long"], exit: 2, names: ["--older-than", "30d"] },
		{ words: ["once", "--older-than", "1d"], exit: 2, names: ["delete 1 job?"] },
	])("$words asks first", async ({ words, exit, names }) => {
		await using liar = await atLiar({ dialect, jobs: [old, once] });
		expect(flawOf(await liar.run("gc", ...words), { exit, names })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
	});
});
