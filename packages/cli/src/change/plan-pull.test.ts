import { parseDocument } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { planPull } from "./plan-pull.ts";

function job(name: string, fields: object = {}): Job {
	const read = readJob({ name, command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D", ...fields });
	if (read === undefined) throw new Error("a test needs a job");
	return read;
}

const pull = (jobs: readonly Job[], files: Readonly<Record<string, string>> = {}) =>
	planPull(jobs, {
		path: "jobs",
		documents: Object.entries(files).map(([path, text]) => parseDocument(text, path)),
		names: Object.keys(files).map((path) => path.replace("jobs/", "")),
		now: 0,
	});

const written = `{
  "name": "a", // ours
  "command": "true",
  "retries": 2,
  "schedule": "R/2030-01-01T00:00:00Z/P1D"
}
`;

describe("pulling", () => {
	it("makes a file of each job", () => {
		expect(pull([job("b"), job("a")]).map(({ path, kind }) => [path, kind])).toEqual([
			["jobs/a.json", "new"],
			["jobs/b.json", "new"],
		]);
	});

	it("leaves files alone that say the same, whatever they are called and however they are written", () => {
		const files = {
			"jobs/x.jsonc": written,
			"jobs/y.yaml": "name: b\ncommand: 'true'\nschedule: R/2030-01-01T00:00:00Z/P1D\n",
		};
		expect(pull([job("a"), job("b")], files).map(({ path, kind, text }) => [path, kind, text === ""])).toEqual([
			["jobs/x.jsonc", "unchanged", false],
			["jobs/y.yaml", "unchanged", false],
		]);
	});

	it("does not mind launches and counters", () => {
		const live = job("a", { schedule: "R/2030-01-02T00:00:00.000Z/P1D", successCount: 1 });
		expect(pull([live], { "jobs/a.json": written }).map(({ kind }) => kind)).toEqual(["unchanged"]);
	});

	it("changes only what is different, and keeps comments", () => {
		const live = job("a", { command: "false", owner: "ada" });
		const [file] = pull([live], { "jobs/a.json": written });
		expect(file).toMatchObject({ path: "jobs/a.json", kind: "changed" });
		expect(file?.text).toBe(written.replace('"true",', '"false",').replace('P1D"\n', 'P1D",\n  "owner": "ada"\n'));
	});

	it("removes what the server does not say", () => {
		const [file] = pull([job("a")], { "jobs/a.json": written.replace('"retries": 2', '"retries": 0, "owner": "ada"') });
		expect(parseDocument(file?.text ?? "", "a.json").values).toEqual([
			{ name: "a", command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D" },
		]);
	});

	it("changes one job of a list", () => {
		const list =
			'[{ "name": "a", "command": "x", "schedule": "R1//P1Y" }, { "name": "b", "command": "y", "schedule": "R1//P1Y" }]';
		const [file] = pull([job("b", { command: "z", schedule: "R1//P1Y" })], { "jobs/all.json": list });
		expect(file?.text).toBe(list.replace('"y"', '"z"'));
	});

	it("writes a job anew whose file could not be sent", () => {
		const [file] = pull([job("a")], { "jobs/a.json": '{ "name": "a", "command": "true", "schedule": "daily" }' });
		expect(parseDocument(file?.text ?? "", "a.json").values).toEqual([
			{ name: "a", command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D" },
		]);
	});

	it("does not take the file of another job, or of something else", () => {
		const other = '{ "name": "b", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/P1D" }';
		expect(pull([job("a")], { "jobs/A.json": other }).map(({ path }) => path)).toEqual(["jobs/a-e40c292c.json"]);
	});

	it("keeps names apart that differ in capitals only", () => {
		const paths = pull([job("a"), job("A")]).map(({ path }) => path.toLowerCase());
		expect(new Set(paths).size).toBe(2);
	});

	it("finds a name for every job", () => {
		const [file] = pull([job("x".repeat(300))]);
		expect(file?.path.length).toBeLessThan(255);
	});
});
