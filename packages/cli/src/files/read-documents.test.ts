import { memoryHost, tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { readDocuments } from "./read-documents.ts";

const job = '{ "name": "a", "command": "true" }';

it.each([
	[["a.json", "a.json"], ["a.json"]],
	[["a.json", "./a.json", ".//a.json"], ["a.json"]],
	[["jobs", "jobs/b.json"], ["jobs/b.json"]],
	[
		["jobs/b.json", "jobs/", "a.json"],
		["jobs/b.json", "a.json"],
	],
	[["-", "-"], ["-"]],
	[
		["jobs", "jobs/other.json"],
		["jobs/b.json", "jobs/other.json"],
	],
])("%j are read as %j", async (paths, sources) => {
	using dir = tempDir({ "a.json": job, "jobs/b.json": job, "jobs/other.json": '{ "version": 1 }' });
	const { documents } = await readDocuments(memoryHost({ cwd: dir.path, stdin: job }), paths);
	expect(documents.map(({ source }) => source)).toEqual(sources);
});
