import { describe, expect, test } from "vitest";
import { selectJobs } from "./select-jobs.ts";

const jobs = ["etl.load", "etl.clean", "sweep-1", "sweep-2", "sweep-10", "nightly"].map((name) => ({ name }));

function selected(...words: readonly string[]): string {
	return selectJobs(jobs, words)
		.map(({ name }) => name)
		.join(" ");
}

describe("jobs are selected", () => {
	test.each([
		[[], "etl.load etl.clean sweep-1 sweep-2 sweep-10 nightly"],
		[["nightly"], "nightly"],
		[["nightly", "etl.load"], "etl.load nightly"],
		[["nightly", "nightly"], "nightly"],
		[["sweep-*"], "sweep-1 sweep-2 sweep-10"],
		[["sweep-?"], "sweep-1 sweep-2"],
		[["etl.*", "nightly"], "etl.load etl.clean nightly"],
		[["*"], "etl.load etl.clean sweep-1 sweep-2 sweep-10 nightly"],
		[["*.*"], "etl.load etl.clean"],
	])("by %j", (words, names) => {
		expect(selected(...words)).toBe(names);
	});

	test("by a name that looks like a glob", () => {
		expect(selectJobs([{ name: "a*" }, { name: "ab" }], ["a*"])).toEqual([{ name: "a*" }]);
	});
});

describe("what names no job stops", () => {
	test.each([
		["nihgtly", 'the server has no job "nihgtly"', "Did you mean `nightly`?"],
		["zzzzzzzzz", 'the server has no job "zzzzzzzzz"', "Run `chronos-job list` to see the jobs."],
		["swep-*", 'no job on the server matches "swep-*"', "Run `chronos-job list` to see the jobs."],
	])("%s", (word, message, hint) => {
		expect(() => selected("nightly", word)).toThrow(expect.objectContaining({ code: "job.not-found", message, hint }));
	});
});
