import { describe, expect, test } from "vitest";
import { atLiar, counters, flawOf, nightly, type Told } from "./lying-machine.ts";

describe.concurrent.each(["3.x", "2.x"] as const)("against a server of %s", (dialect) => {
	test.each<Told>([
		{ lie: "dropped-but-204", exit: 5, names: ["nightly", "command", "mem"] },
		{ lie: "wiped-counters", exit: 5, names: ["nightly", "successCount"] },
		{ lie: "altered-field", exit: 5, names: ["nightly", "runAsUser"] },
		{ lie: { name: "altered-field", patch: { mem: 4096 } }, exit: 5, names: ["nightly", "mem"] },
		{ lie: { name: "html-500", job: "nightly" }, exit: 5, names: ["a mistake of its own"] },
		{ lie: "stored-but-500", exit: 0, names: ["nightly", "500"] },
		{ lie: "stored-but-reset", exit: 0, names: ["nightly"] },
		{ lie: { name: "stale-read", reads: 2 }, exit: 0, names: ["nightly"] },
		{ lie: "redirect", exit: 0, names: ["nightly"] },
		{ lie: { name: "redirect", to: "http://127.0.0.1:1" }, exit: 5, names: ["127.0.0.1:1"] },
		{ lie: "unauthorized", exit: 4, names: ["Mesosphere"] },
		{ lie: "not-chronos", exit: 8, names: ["nginx"] },
	])("a submit that replaces a job despite $lie answers $exit", async ({ lie, exit, names }) => {
		await using liar = await atLiar({ dialect, jobs: [{ ...nightly, ...counters }], lies: [lie] });
		expect(flawOf(await liar.run("submit", "jobs/nightly.json", "--yes"), { exit, names })).toBeUndefined();
	});

	test.each<Told>([
		{ lie: "ghost-job", exit: 5, names: ["once"] },
		{ lie: "sleeping-loop", exit: 5, names: ["once"] },
		{ lie: "dropped-but-204", exit: 5, names: ["once"] },
		{ lie: "stored-but-500", exit: 0, names: ["once", "500"] },
		{ lie: { name: "stale-read", reads: 4 }, exit: 0, names: ["once"] },
		{ lie: "proxied-400", exit: 0, names: ["once"] },
	])("a submit that creates a job despite $lie answers $exit", async ({ lie, exit, names }) => {
		await using liar = await atLiar({ dialect, lies: [lie] });
		expect(flawOf(await liar.run("submit", "once.json"), { exit, names })).toBeUndefined();
	});

	test.each<Told>([
		{ lie: "dropped-but-204", exit: 5, names: ["nightly"] },
		{ lie: "html-500", exit: 5, names: [] },
		{ lie: "stored-but-500", exit: 0, names: ["nightly", "500"] },
		{ lie: "stored-but-reset", exit: 0, names: ["nightly"] },
		{ lie: "proxied-400", exit: 0, names: ["nightly"] },
	])("a deletion despite $lie answers $exit", async ({ lie, exit, names }) => {
		await using liar = await atLiar({ dialect, jobs: [nightly], lies: [lie] });
		expect(flawOf(await liar.run("delete", "nightly", "--yes"), { exit, names })).toBeUndefined();
	});

	test.each<Told>([
		{ lie: "summary-500", exit: 0, names: ["nightly"] },
		{ lie: "redirect", exit: 0, names: ["nightly"] },
		{ lie: "closes-early", exit: 0, names: ["nightly"] },
		{ lie: "html-500", exit: 5, names: [] },
		{ lie: "unauthorized", exit: 4, names: ["Mesosphere"] },
		{ lie: "not-chronos", exit: 8, names: ["nginx"] },
		{ lie: { name: "not-chronos", status: 200 }, exit: 8, names: ["nginx"] },
	])("a list despite $lie answers $exit", async ({ lie, exit, names }) => {
		await using liar = await atLiar({ dialect, jobs: [nightly], lies: [lie] });
		expect(flawOf(await liar.run("list"), { exit, names })).toBeUndefined();
	});

	test.each([
		["submit", "once.json", "jobs", "--dry-run"],
		["plan", "once.json", "jobs"],
		["sync", "jobs", "--prune", "--dry-run"],
		["delete", "nightly", "--dry-run"],
		["list"],
		["show", "nightly"],
		["why", "nightly"],
		["pull", "pulled"],
		["graph"],
		["stats"],
	])("%s %s %s %s writes nothing", async (...argv) => {
		await using liar = await atLiar({ dialect, jobs: [nightly] });
		expect(await liar.run(...argv)).toMatchObject({ exit: 0 });
		expect(liar.server.writes).toEqual([]);
	});

	test.each([
		["logs", "nightly"],
		["history", "nightly"],
	])("%s %s says that such a server tells nothing", async (...argv) => {
		await using liar = await atLiar({ dialect, jobs: [nightly] });
		expect(flawOf(await liar.run(...argv), { exit: 1, names: ["nightly"] })).toBeUndefined();
	});

	test("what was waited for is remembered where the server forgets it", async () => {
		await using liar = await atLiar({ dialect });
		liar.server.play("once", ["queued", "1 running", "failure"]);
		expect(await liar.run("submit", "once.json", "--wait", "--timeout", "20m")).toMatchObject({ exit: 1 });
		expect(flawOf(await liar.run("history", "once"), { exit: 0, names: ["failed"] })).toBeUndefined();
	});

	test("a second sync writes nothing, nor does one of what was pulled", async () => {
		await using liar = await atLiar({
			dialect,
			jobs: [{ ...nightly, name: "other", uris: ["http://x/a.tgz"] }, nightly],
		});
		await liar.run("sync", "jobs", "--yes");
		expect(liar.server.writes).toHaveLength(1);
		expect(liar.server.job("nightly")).toMatchObject({ command: "make all" });
		liar.server.forgetRequests();
		expect(await liar.run("sync", "jobs", "--yes")).toMatchObject({ exit: 0 });
		expect(await liar.run("pull", "pulled")).toMatchObject({ exit: 0 });
		expect(await liar.run("sync", "pulled", "--prune", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.writes).toEqual([]);
	});

	test.each([
		{ becomes: ["queued", "1 running", "success"], exit: 0 },
		{ becomes: ["queued", "1 running", "failure"], exit: 1 },
		{ becomes: ["1 running", "vanished"], exit: 6 },
	])("a submit that waits for $becomes answers $exit", async ({ becomes, exit }) => {
		await using liar = await atLiar({ dialect });
		liar.server.play("once", becomes);
		expect(
			flawOf(await liar.run("submit", "once.json", "--wait", "--timeout", "20m"), { exit, names: ["once"] }),
		).toBeUndefined();
	});

	test("a submit that waits for a job that never starts gives up in time", async () => {
		await using liar = await atLiar({ dialect });
		expect(
			flawOf(await liar.run("submit", "once.json", "--wait", "--timeout", "60s"), { exit: 7, names: ["once"] }),
		).toBeUndefined();
	});

	test("a job that would now run for ever has failed all the same", async () => {
		await using liar = await atLiar({ dialect, lies: ["r0-to-r"] });
		liar.server.play("once", ["1 running", "failure"]);
		expect(
			flawOf(await liar.run("submit", "once.json", "--wait", "--timeout", "20m"), { exit: 1, names: ["once"] }),
		).toBeUndefined();
	});

	test("what is secret stays so, whatever the server does", async () => {
		const credentials = { user: "ada", password: "s3cr3t-pa55" };
		await using liar = await atLiar({ dialect, jobs: [nightly], credentials });
		const env = { CHRONOS_USER: "ada", CHRONOS_PASSWORD: credentials.password };
		const basic = btoa(`ada:${credentials.password}`);
		for (const lie of [undefined, "html-500", "unauthorized", "redirect", "not-chronos", "wrong-types"] as const) {
			liar.server.stop();
			if (lie !== undefined) liar.server.tell(lie);
			for (const argv of [["list"], ["list", "--output", "json"], ["list", "--verbose"], ["context", "test"]]) {
				const { said } = await liar.runWith(env, ...argv);
				expect(said).not.toContain(credentials.password);
				expect(said).not.toContain(basic);
			}
		}
	});
});

test("a child of nobody is not sent at all", async () => {
	await using liar = await atLiar();
	liar.write("report.json", JSON.stringify({ name: "report", command: "cat", parents: ["extract"] }));
	expect(flawOf(await liar.run("submit", "report.json"), { exit: 1, names: ["report", "extract"] })).toBeUndefined();
	expect(liar.server.writes).toEqual([]);
});

test("what was not understood by the server is missed afterwards", async () => {
	await using liar = await atLiar({ build: "3.0.2" });
	liar.write("gpu.json", JSON.stringify({ ...nightly, name: "gpu", gpus: 1 }));
	expect(flawOf(await liar.run("submit", "gpu.json"), { exit: 5, names: ["gpu", "gpus"] })).toBeUndefined();
});

test("whatever a server answers, the program neither falls nor speaks Java", async () => {
	const child = { name: "report", command: "cat", parents: ["nightly"] };
	await using liar = await atLiar({ jobs: [{ ...nightly, ...counters }, child] });
	const commands = [
		["list"],
		["list", "--output", "json"],
		["show", "nightly"],
		["why", "nightly"],
		["stats"],
		["stats", "nightly"],
		["graph"],
		["history", "nightly"],
		["diff", "jobs"],
		["delete", "nightly", "--dry-run"],
		["pull", "pulled", "--yes"],
		["context", "test"],
	];
	for (let seed = 0; seed < 60; seed++) {
		liar.server.stop();
		liar.server.tell({ name: "garbled", seed });
		const argv = commands[seed % commands.length] ?? [];
		const { exit, said } = await liar.run(...argv);
		expect([0, 1, 3, 5, 8], `${argv.join(" ")}, seed ${seed}: ${said}`).toContain(exit);
		expect(said).not.toMatch(/\n\s+at \S+ \(|\[object |NaN/);
	}
});
