import { describe, expect, test } from "vitest";
import { atLiar, counters, flawOf, nightly, type Told } from "./lying-machine.ts";

const job = { ...nightly, ...counters };

describe.concurrent.each(["3.x", "2.x"] as const)("against a server of %s", (dialect) => {
	test.each<Told>([
		{ lie: "stored-but-500", exit: 0, names: ["nightly", "500"] },
		{ lie: "stored-but-reset", exit: 0, names: ["nightly"] },
		{ lie: "dropped-but-204", exit: 5, names: ["nightly", "disabled"] },
		{ lie: "wiped-counters", exit: 5, names: ["nightly", "successCount"] },
		{ lie: { name: "altered-field", patch: { retries: 9 } }, exit: 5, names: ["nightly", "retries"] },
		{ lie: "html-500", exit: 5, names: [] },
	])("disabling a job despite $lie answers $exit", async ({ lie, exit, names }) => {
		await using liar = await atLiar({ dialect, jobs: [job], lies: [lie] });
		expect(flawOf(await liar.run("disable", "nightly"), { exit, names })).toBeUndefined();
	});

	test("disabling and enabling leave everything else as it was", async () => {
		await using liar = await atLiar({
			dialect,
			jobs: [{ ...job, uris: ["http://x/a"], constraints: [["a", "LIKE", "b"]] }],
		});
		const before = liar.server.job("nightly");
		expect(await liar.run("disable", "nightly")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).toEqual({ ...before, disabled: true });
		expect(await liar.run("enable", "nightly")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).toEqual(before);
	});

	test("what was replaced comes back as it was, and what was deleted with its counters", async () => {
		await using liar = await atLiar({ dialect, jobs: [job] });
		const before = liar.server.job("nightly");
		expect(await liar.run("submit", "jobs/nightly.json", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).not.toEqual(before);
		expect(await liar.run("undo", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).toEqual(before);
		expect(await liar.run("delete", "nightly", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).toBeUndefined();
		expect(await liar.run("undo", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).toEqual(before);
	});

	test.each([
		["a submit", ["submit", "jobs/nightly.json", "--yes"]],
		["a sync", ["sync", "jobs", "--yes"]],
		["a deletion", ["delete", "nightly", "--yes"]],
		["disabling", ["disable", "nightly"]],
	])("%s stops when somebody else changes the job meanwhile", async (_, argv) => {
		const patch = { name: "nightly", description: "changed meanwhile" };
		await using liar = await atLiar({ dialect, jobs: [job], lies: [{ name: "meddler", patch }] });
		expect(flawOf(await liar.run(...argv), { exit: 5, names: ["nightly", "description"] })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
	});

	test.each<Told & { readonly state?: string; readonly disabled?: boolean }>([
		{ lie: "closes-early", exit: 0, names: ["nightly"] },
		{ lie: "dropped-but-204", exit: 5, names: ["nightly"] },
		{ lie: "html-500", exit: 5, names: [] },
		{ lie: "closes-early", state: "queued", exit: 5, names: ["nightly", "queued"] },
		{ lie: "closes-early", state: "1 running", exit: 5, names: ["nightly", "runs"] },
		{ lie: "closes-early", disabled: true, exit: 5, names: ["nightly", "disabled"] },
	])(
		"starting a job ($state, $disabled) despite $lie answers $exit",
		async ({ lie, state, disabled = false, exit, names }) => {
			await using liar = await atLiar({ dialect, jobs: [{ ...job, disabled }] });
			if (state !== undefined) liar.server.setState("nightly", state);
			liar.server.tell(lie);
			expect(flawOf(await liar.run("run", "nightly"), { exit, names })).toBeUndefined();
		},
	);

	test.each([
		["kill", "nightly"],
		["kill", "nightly", "--wait"],
		["mark-success", "nightly"],
	])("%s %s %s is understood", async (...argv) => {
		await using liar = await atLiar({ dialect, jobs: [job] });
		liar.server.setState("nightly", "1 running");
		expect(flawOf(await liar.run(...argv.filter(Boolean)), { exit: 0, names: ["nightly"] })).toBeUndefined();
		expect(liar.server.writes).toHaveLength(1);
	});

	test("a kill that the server only says it did is noticed by who waits", async () => {
		await using liar = await atLiar({ dialect, jobs: [job], lies: ["dropped-but-204"] });
		liar.server.setState("nightly", "1 running");
		const waited = await liar.run("kill", "nightly", "--wait", "--timeout", "20s");
		expect(flawOf(waited, { exit: 7, names: ["nightly"] })).toBeUndefined();
	});

	test.each([["kill"], ["run"], ["disable"], ["enable"], ["mark-success"], ["delete"], ["show"], ["why"]])(
		"%s of a job that is not there says so and changes nothing",
		async (command) => {
			await using liar = await atLiar({ dialect, jobs: [job] });
			expect(flawOf(await liar.run(command, "nightli"), { exit: 1, names: ["nightli", "nightly"] })).toBeUndefined();
			expect(liar.server.writes).toEqual([]);
		},
	);
});

describe("the children of a deleted job", () => {
	const child = {
		name: "report",
		command: "cat",
		parents: ["nightly", "other"],
		runAsUser: "ada",
		description: "Tells",
	};
	const family = [job, { ...job, name: "other" }, child];

	test("keep the job alive unless somebody decides", async () => {
		await using liar = await atLiar({ jobs: family });
		expect(flawOf(await liar.run("delete", "nightly", "--yes"), { exit: 1, names: ["report"] })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
	});

	test("get back what the server takes from them", async () => {
		await using liar = await atLiar({ jobs: family });
		const before = liar.server.job("report");
		const told = await liar.run("delete", "nightly", "--children", "reparent", "--yes");
		expect(flawOf(told, { exit: 0, names: ["nightly", "report"] })).toBeUndefined();
		expect(liar.server.job("nightly")).toBeUndefined();
		expect(liar.server.job("report")).toEqual({ ...before, parents: ["other"] });
	});
});
