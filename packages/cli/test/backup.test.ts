import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { atLiar, counters, flawOf, nightly } from "./lying-machine.ts";

const job = { ...nightly, ...counters };
const over = { ...job, name: "once", schedule: "R0/2027-11-20T09:00:00.000Z/P1Y", disabled: true };
const family = [job, { name: "report", command: "cat", parents: ["nightly"], runAsUser: "ada" }, over];
const names = family.map(({ name }) => name);

describe.concurrent.each(["3.x", "2.x"] as const)("backups of a server of %s", (dialect) => {
	test("bring every job back as it was, with counters when they are wanted", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		const before = names.map((name) => liar.server.job(name));
		expect(await liar.run("backup", "all.json")).toEqual({ exit: 0, said: "wrote  all.json  (3 jobs)\n" });
		const path = join(liar.folder, "all.json");
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ format: 1, dialect, jobs: [{}, {}, {}] });
		await liar.run("delete", "*", "--yes");
		const restored = await liar.run("restore", "all.json", "--with-counters", "--yes");
		expect(flawOf(restored, { exit: 0, names: ["3 jobs of", ...names] })).toBeUndefined();
		expect(names.map((name) => liar.server.job(name))).toEqual(before);
	});

	test("bring back neither counters nor runs unless they are told to", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		await liar.run("backup", "all.json");
		await liar.run("delete", "*", "--yes");
		expect(await liar.run("restore", "all.json", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).toMatchObject({ successCount: 0, lastSuccess: "" });
		expect(liar.server.job("once")).toMatchObject({ schedule: over.schedule, disabled: true });
	});

	test("leave alone what is there, and replace it when they are told to, but not its counters", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		await liar.run("backup", "all.json");
		await liar.run("submit", "jobs/nightly.json", "--yes");
		const same = await liar.run("restore", "all.json", "--overwrite", "--only", "once", "--yes");
		expect(flawOf(same, { exit: 0, names: ["unchanged   once"] })).toBeUndefined();
		liar.server.change("nightly", { successCount: 9 });
		liar.server.forgetRequests();
		const idle = await liar.run("restore", "all.json", "--yes");
		expect(flawOf(idle, { exit: 0, names: names.map((name) => `left alone  ${name}`) })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
		expect(await liar.run("restore", "all.json", "--overwrite", "--with-counters", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).toMatchObject({ command: "make", successCount: 9 });
		expect(await liar.run("undo", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).toMatchObject({ command: "make all", successCount: 9 });
	});

	test("bring back only what fits, disabled if they are told to", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		await liar.run("backup", "all.json");
		await liar.run("delete", "*", "--yes");
		expect(await liar.run("restore", "all.json", "--only", "night*", "--disabled", "--yes")).toMatchObject({ exit: 0 });
		expect(liar.server.job("nightly")).toMatchObject({ disabled: true });
		expect(liar.server.job("report")).toBeUndefined();
	});

	test("say which child they leave out, for the server would hide it", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		await liar.run("backup", "all.json");
		await liar.run("delete", "*", "--yes");
		const restored = await liar.run("restore", "all.json", "--only", "report", "--only", "once", "--yes");
		const why = "left out    report: its parent nightly is missing";
		expect(flawOf(restored, { exit: 1, names: ["restored    once", why] })).toBeUndefined();
		expect(liar.server.job("report")).toBeUndefined();
	});

	test("tell what would be done, and do nothing of it without a yes", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		await liar.run("backup", "all.json");
		await liar.run("delete", "*", "--yes");
		liar.server.forgetRequests();
		const planned = await liar.run("restore", "all.json", "--dry-run");
		expect(flawOf(planned, { exit: 0, names: ["+ nightly", "3 to create"] })).toBeUndefined();
		const asked = await liar.run("restore", "all.json");
		expect(flawOf(asked, { exit: 2, names: ["restore 3 jobs?", "--yes"] })).toBeUndefined();
		expect(liar.server.writes).toEqual([]);
	});

	test("go through pipes", async () => {
		await using liar = await atLiar({ dialect, jobs: family });
		const { exit, said } = await liar.run("backup", "-");
		expect([exit, JSON.parse(said).jobs.length]).toEqual([0, 3]);
	});
});

describe("a backup", () => {
	test("replaces no file without a yes", async () => {
		await using liar = await atLiar({ jobs: family });
		writeFileSync(join(liar.folder, "all.json"), "precious");
		expect(flawOf(await liar.run("backup", "all.json"), { exit: 2, names: ["replace all.json?"] })).toBeUndefined();
		expect(readFileSync(join(liar.folder, "all.json"), "utf8")).toBe("precious");
		expect(await liar.run("backup", "all.json", "--yes")).toMatchObject({ exit: 0 });
		expect(statSync(join(liar.folder, "all.json")).mode & 0o777).toBe(0o600);
	});

	test("into a folder that is not there says so", async () => {
		await using liar = await atLiar({ jobs: family });
		expect(flawOf(await liar.run("backup", "no/where.json"), { exit: 2, names: ["ENOENT"] })).toBeUndefined();
	});

	test.each([
		["nothing", "", ["is no backup of jobs"]],
		["a job file", JSON.stringify(nightly), ["is no backup of jobs"]],
		["half a backup", '{ "format": 1, "jobs": [', ["is no backup of jobs"]],
		["one of the future", '{ "format": 2 }', ["newer chronos-job"]],
		["one with a strange job", '{ "format": 1, "jobs": [{ "nome": "x" }] }', ["the job 1"]],
	])("is not restored from %s", async (_, text, said) => {
		await using liar = await atLiar({ jobs: family });
		writeFileSync(join(liar.folder, "all.json"), text);
		expect(flawOf(await liar.run("restore", "all.json"), { exit: 2, names: said })).toBeUndefined();
	});

	test("says what is not in it", async () => {
		await using liar = await atLiar({ jobs: family });
		await liar.run("backup", "all.json");
		const restored = await liar.run("restore", "all.json", "--only", "nightli");
		expect(flawOf(restored, { exit: 1, names: ["nightli", "Did you mean `nightly`?"] })).toBeUndefined();
	});
});
