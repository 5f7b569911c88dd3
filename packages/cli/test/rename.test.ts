import { describe, expect, test } from "vitest";
import { atLiar, counters, flawOf, nightly } from "./lying-machine.ts";

const job = { ...nightly, ...counters };
const child = { name: "report", command: "cat", parents: ["nightly", "other"], runAsUser: "ada", description: "Tells" };
const family = [job, { ...job, name: "other" }, child];

describe.concurrent.each(["3.x", "2.x"] as const)("renaming on a server of %s", (dialect) => {
	test("takes the definition, the counters and the children along, in this order", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		const before = { nightly: liar.server.job("nightly"), report: liar.server.job("report") };
		expect(await liar.run("rename", "nightly", "night", "--yes")).toEqual({
			exit: 0,
			said: "created     night\nreplaced    report  (parents)\ndeleted     nightly\n",
		});
		expect(liar.server.job("night")).toEqual({ ...before.nightly, name: "night" });
		expect(liar.server.job("report")).toEqual({ ...before.report, parents: ["night", "other"] });
		expect(liar.server.job("nightly")).toBeUndefined();
	});

	test.each([{ words: [] }, { words: ["nightly"] }])(
		"is undone by `undo $words`, and that by another one",
		async ({ words }) => {
			await using liar = await atLiar({ dialect, jobs: family });
			const before = { nightly: liar.server.job("nightly"), report: liar.server.job("report") };
			await liar.run("rename", "nightly", "night", "--yes");
			const asked = await liar.run("undo", ...words);
			expect(flawOf(asked, { exit: 2, names: ["replace report and delete night?"] })).toBeUndefined();
			expect(await liar.run("undo", ...words, "--yes")).toEqual({
				exit: 0,
				said: "restored    nightly\nrestored    report  (parents)\ndeleted     night\n",
			});
			expect(liar.server.job("nightly")).toEqual(before.nightly);
			expect(liar.server.job("report")).toEqual(before.report);
			expect(liar.server.job("night")).toBeUndefined();
			expect(await liar.run("undo", "--yes")).toMatchObject({ exit: 0 });
			expect(liar.server.job("night")).toEqual({ ...before.nightly, name: "night" });
			expect(liar.server.job("report")).toEqual({ ...before.report, parents: ["night", "other"] });
			expect(liar.server.job("nightly")).toBeUndefined();
		},
	);

	test("is undone with what was counted since, and children that came since", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		await liar.run("rename", "nightly", "night", "--yes");
		const counted = { successCount: 9, lastSuccess: "2026-11-21T09:00:00.000Z" };
		liar.server.change("night", counted);
		liar.server.add({ name: "late", command: "cat", parents: ["night"] });
		expect(await liar.run("undo", "nightly", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).toMatchObject(counted);
		expect(liar.server.job("late")).toMatchObject({ parents: ["nightly"] });
		expect(liar.server.job("night")).toBeUndefined();
	});

	test("is undone without the new job where that has become another one", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		await liar.run("rename", "nightly", "night", "--yes");
		liar.server.change("night", { command: "something else" });
		const undone = await liar.run("undo", "nightly", "--yes");
		const names = ["restored    nightly", "has become another job and stays", "chronos-job delete night"];
		expect(flawOf(undone, { exit: 0, names })).toBeUndefined();
		expect(liar.server.job("night")).toMatchObject({ command: "something else" });
	});

	test("is not undone while the new job runs", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		await liar.run("rename", "nightly", "night", "--yes");
		liar.server.forgetRequests();
		liar.server.setState("night", "1 running");
		const undone = await liar.run("undo", "--yes");
		expect(flawOf(undone, { exit: 1, names: ["night cannot be called nightly again", "wait night"] })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
	});

	test("a child leaves its parents as they are", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		const before = ["nightly", "other"].map((name) => liar.server.job(name));
		expect(await liar.run("rename", "report", "telling")).toMatchObject({ exit: 0 });
		expect(liar.server.job("telling")).toMatchObject({ parents: ["nightly", "other"], description: "Tells" });
		expect(["nightly", "other"].map((name) => liar.server.job(name))).toEqual(before);
		expect(liar.server.job("report")).toBeUndefined();
	});

	test("there and back again changes nothing", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		const before = family.map(({ name }) => liar.server.job(name));
		await liar.run("rename", "nightly", "night", "--yes");
		expect(await liar.run("rename", "night", "nightly", "--yes")).toMatchObject({ exit: 0 });
		expect(family.map(({ name }) => liar.server.job(name))).toEqual(before);
	});

	test("that was interrupted goes on where it was", async () => {
		await using liar = await atLiar({ dialect, jobs: family, lies: [{ name: "dropped-but-204", job: "report" }] });
		const first = await liar.run("rename", "nightly", "night", "--yes");
		const names = ["created     night", "nightly is still there", "rename nightly night"];
		expect(flawOf(first, { exit: 5, names })).toBeUndefined();
		expect(liar.server.job("nightly")).toBeDefined();
		liar.server.stop();
		const second = await liar.run("rename", "nightly", "night", "--yes");
		expect(flawOf(second, { exit: 0, names: ["night is there already", "deleted     nightly"] })).toBeUndefined();
		expect(liar.server.job("report")).toMatchObject({ parents: ["night", "other"] });
		expect(liar.server.job("nightly")).toBeUndefined();
	});

	test.each([
		{ words: ["nightly", "other-one"], exit: 2, names: ["change 1 job (report)", "--yes"] },
		{ words: ["nightly", "other", "--yes"], exit: 1, names: ["another job other"] },
		{ words: ["nightly", "night shift", "--yes"], exit: 2, names: ["night shift", 'Write "night-shift"'] },
		{ words: ["nightly", "nightly"], exit: 2, names: ["called already"] },
		{ words: ["nightly"], exit: 2, names: ["what nightly is to be called"] },
		{ words: ["nightli", "night"], exit: 1, names: ["Did you mean `nightly`?"] },
	])("$words is refused with $exit, and nothing is written", async ({ words, exit, names }) => {
		await using liar = await atLiar({ dialect, jobs: [job, { ...nightly, name: "other", command: "ls" }, child] });
		expect(flawOf(await liar.run("rename", ...words), { exit, names })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
	});

	test.each(["queued", "1 running"])("a job that is %s waits for --force", async (state) => {
		await using liar = await atLiar({ dialect, jobs: [job] });
		liar.server.setState("nightly", state);
		expect(flawOf(await liar.run("rename", "nightly", "night"), { exit: 1, names: ["--force"] })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
		expect(await liar.run("rename", "nightly", "night", "--force")).toMatchObject({ exit: 0 });
	});

	test("a job that is about to run waits, for both of them might", async () => {
		const soon = { ...job, schedule: "R/2026-11-21T12:00:03Z/P1D" };
		await using liar = await atLiar({ dialect, jobs: [soon], now: () => Date.UTC(2026, 10, 21, 12) });
		expect(flawOf(await liar.run("rename", "nightly", "night"), { exit: 1, names: ["about to run"] })).toBeUndefined();
	});

	test("a one-shot that is over is so under its new name", async () => {
		const over = { ...job, schedule: "R0/2027-11-20T09:00:00.000Z/P1Y", disabled: true };
		await using liar = await atLiar({ dialect, jobs: [over] });
		expect(await liar.run("rename", "nightly", "night")).toMatchObject({ exit: 0 });
		expect(liar.server.job("night")).toMatchObject({ schedule: over.schedule, disabled: true, successCount: 5 });
	});
});

test("a name that only 2.x servers take is offered as one that all take", async () => {
	await using liar = await atLiar({ dialect: "2.x", jobs: [{ ...job, name: "nightly build" }] });
	const asked = await liar.run("rename", "nightly build");
	expect(flawOf(asked, { exit: 2, names: ['Write "nightly-build"'] })).toBeUndefined();
	expect(await liar.run("rename", "nightly build", "nightly-build")).toMatchObject({ exit: 0 });
	expect(liar.server.job("nightly-build")).toMatchObject({ successCount: 5 });
});

describe.concurrent.each(["3.x", "2.x"] as const)("cloning on a server of %s", (dialect) => {
	test("makes a job that has not run yet, and leaves the other one alone", async () => {
		await using liar = await atLiar({ dialect, jobs: [job] });
		const before = liar.server.job("nightly");
		expect(await liar.run("clone", "nightly", "copy")).toEqual({ exit: 0, said: "created     copy\n" });
		expect(liar.server.job("copy")).toEqual({ ...before, name: "copy", successCount: 0, lastSuccess: "" });
		expect(liar.server.job("nightly")).toEqual(before);
	});

	test("takes another schedule in the place of parents, and other fields", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		const words = ["report", "copy", "--schedule", "R/2030-01-01T00:00:00Z/P1W", "--set", "retries=7"];
		expect(await liar.run("clone", ...words)).toMatchObject({ exit: 0 });
		const copy = liar.server.job("copy");
		expect(copy).toMatchObject({ schedule: "R/2030-01-01T00:00:00Z/P1W", retries: 7, description: "Tells" });
		expect(copy).not.toHaveProperty("parents");
	});

	test("of a one-shot that is over runs only with another schedule", async () => {
		const over = { ...job, schedule: "R0/2027-11-20T09:00:00.000Z/P1Y", disabled: true };
		await using liar = await atLiar({ dialect, jobs: [over] });
		const same = await liar.run("clone", "nightly", "same");
		expect(flawOf(same, { exit: 0, names: ["same has no repetitions left", "--schedule"] })).toBeUndefined();
		expect(liar.server.job("same")).toMatchObject({ disabled: true });
		expect(await liar.run("clone", "nightly", "anew", "--schedule", "R1/2030-01-01T00:00:00Z/P1Y")).toMatchObject({
			exit: 0,
		});
		expect(liar.server.job("anew")).toMatchObject({ disabled: false });
	});

	test.each([
		{ words: ["nightly", "other"], exit: 1, names: ["there is a job other already"] },
		{ words: ["nightly", "copy", "--set", "name=other"], exit: 1, names: ["already"] },
		{ words: ["nightly", "copy", "--schedule", "daily"], exit: 1, names: ["schedule"] },
		{ words: ["nightly", "my copy"], exit: 1, names: ["my copy"] },
		{ words: ["nightly", "copy", "--dry-run"], exit: 0, names: ["+ copy", "1 to create"] },
	])("$words writes nothing and answers $exit", async ({ words, exit, names }) => {
		await using liar = await atLiar({ dialect, jobs: family });
		expect(flawOf(await liar.run("clone", ...words), { exit, names })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
	});
});
