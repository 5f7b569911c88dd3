import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import type { Target } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { memoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { definitionsFolder, fileNameFor } from "./definition-files.ts";
import { keepDefinitions } from "./keep-definitions.ts";
import { allDefinitions, latestDefinitions, listDefinitions } from "./list-definitions.ts";

const target: Target = { name: "lab", urls: ["http://chronos.example.org:4400"] };
const minute = 60_000;

function job(name: string, command = "true"): Job {
	const read = readJob({ name, command, schedule: "R/2030-01-01T00:00:00Z/P1D" });
	if (read === undefined) throw new Error("a test needs a job");
	return read;
}

function hostAt(cwd: string, now: number, pid = 1) {
	return memoryHost({ cwd, now, pid, env: { HOME: cwd } });
}

describe("definitions that were replaced", () => {
	it("come back as they were, the newest first", async () => {
		using dir = tempDir();
		const keep = keepDefinitions(hostAt(dir.path, minute), target);
		await keep({ job: job("nightly", "one"), because: "updated" });
		await keep({ job: job("nightly", "two"), because: "updated" });
		await keepDefinitions(hostAt(dir.path, 0), target)({ job: job("nightly", "zero"), because: "deleted" });
		const kept = listDefinitions(hostAt(dir.path, minute), target, "nightly");
		expect(kept.map(({ at, because, definition }) => [at, because, definition.command])).toEqual([
			[minute, "updated", "two"],
			[minute, "updated", "one"],
			[0, "deleted", "zero"],
		]);
		expect(kept[0]?.definition).toEqual(job("nightly", "two"));
	});

	it("are for their owner alone, and leave nothing unfinished", async () => {
		using dir = tempDir();
		const host = hostAt(dir.path, minute);
		await keepDefinitions(host, target)({ job: job("nightly"), because: "updated" });
		const folder = `${definitionsFolder(host, target)}/nightly`;
		expect(readdirSync(folder)).toEqual(["19700101T000100.000Z.json"]);
		expect(statSync(`${folder}/19700101T000100.000Z.json`).mode & 0o777).toBe(0o600);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
	});

	it("are those of one server", async () => {
		using dir = tempDir();
		const host = hostAt(dir.path, minute);
		await keepDefinitions(host, target)({ job: job("nightly"), because: "updated" });
		const named = { ...target, name: "other" };
		expect(listDefinitions(host, named, "nightly")).toHaveLength(1);
		expect(listDefinitions(host, { ...target, urls: ["http://b"] }, "nightly")).toEqual([]);
		expect(latestDefinitions(host, { ...target, urls: ["http://b"] })).toEqual([]);
	});

	it("of the latest command are told together", async () => {
		using dir = tempDir();
		const first = keepDefinitions(hostAt(dir.path, minute), target);
		await first({ job: job("a", "old"), because: "updated" });
		await first({ job: job("b"), because: "updated" });
		const second = keepDefinitions(hostAt(dir.path, 2 * minute), target);
		await second({ job: job("a", "new"), because: "deleted" });
		await second({ job: job("c"), because: "deleted" });
		const latest = latestDefinitions(hostAt(dir.path, 0), target);
		expect(latest.map((kept) => [kept.job, kept.definition.command])).toEqual([
			["a", "new"],
			["c", "true"],
		]);
	});

	it("are bounded in number", async () => {
		using dir = tempDir();
		const keep = keepDefinitions(hostAt(dir.path, minute), target);
		for (let count = 0; count < 103; count += 1) await keep({ job: job("a", `${count}`), because: "updated" });
		const kept = listDefinitions(hostAt(dir.path, 0), target, "a");
		expect([kept.length, kept[0]?.definition.command]).toEqual([100, "102"]);
	});

	it("of all jobs are listed together, the newest first", async () => {
		using dir = tempDir();
		await keepDefinitions(hostAt(dir.path, minute), target)({ job: job("b"), because: "deleted" });
		await keepDefinitions(hostAt(dir.path, 2 * minute), target)({ job: job("a"), because: "updated" });
		const all = allDefinitions(hostAt(dir.path, 3 * minute), target);
		expect(all.map((kept) => [kept.job, kept.because])).toEqual([
			["a", "updated"],
			["b", "deleted"],
		]);
	});

	it("stop the command that cannot keep them", async () => {
		using dir = tempDir({ ".local": "a file" });
		const keep = keepDefinitions(hostAt(dir.path, minute), target);
		await expect(keep({ job: job("a"), because: "updated" })).rejects.toMatchObject({ code: "document.unwritable" });
	});

	it("do not come from files that are damaged or something else", async () => {
		using dir = tempDir();
		const host = hostAt(dir.path, minute);
		const folder = `${definitionsFolder(host, target)}/a`;
		mkdirSync(folder, { recursive: true });
		for (const [name, text] of [
			["20300101T000000.000Z.json", '{ "job": "a"'],
			["20300101T000001.000Z.json", '{ "job": "a", "because": "updated", "definition": { "name": "b" } }'],
			["notes.txt", "x"],
		] as const)
			writeFileSync(`${folder}/${name}`, text);
		expect(listDefinitions(host, target, "a")).toEqual([]);
		expect(latestDefinitions(host, target)).toEqual([]);
	});
});

describe("names of files", () => {
	it("tell two of a millisecond apart", () => {
		const taken = ["19700101T000000.000Z-2.json", "19700101T000000.000Z-10.json"];
		expect(fileNameFor(0, taken)).toBe("19700101T000000.000Z-11.json");
		expect(fileNameFor(1, taken)).toBe("19700101T000000.001Z.json");
	});
});
