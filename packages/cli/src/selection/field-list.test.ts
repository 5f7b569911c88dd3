import { joinFacts, sortFacts } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { readColumns, readFilter, readSortKeys } from "./field-list.ts";

const now = Date.UTC(2026, 10, 21, 12);
const facts = joinFacts(
	[
		{ name: "b", cpus: 2, lastSuccess: "2026-11-20T00:00:00Z" },
		{ name: "c", cpus: 1, lastSuccess: "" },
		{ name: "a", cpus: 2, lastSuccess: "2026-11-19T00:00:00Z" },
	].map((job) => readJob({ schedule: "R/2030-01-01T00:00:00Z/P1D", ...job }) as Job),
	undefined,
);

describe("jobs are sorted", () => {
	test.each([
		["", "a b c"],
		["-name", "c b a"],
		["cpus", "c a b"],
		["-cpus,-name", "b a c"],
		["lastSuccess", "a b c"],
		["-lastSuccess", "b a c"],
	])("by %s", (keys, names) => {
		expect(
			sortFacts(facts, readSortKeys(keys), now)
				.map(({ name }) => name)
				.join(" "),
		).toBe(names);
	});
});

test("columns are fields by any of their names", () => {
	expect(readColumns("name, SuccessCount,cpus").map(({ name }) => name)).toEqual(["name", "successes", "cpus"]);
});

test.each([
	[() => readColumns(" ,"), "--columns names no field", "Write fields like `name,cpus`."],
	[() => readColumns("name,cpu"), '--columns: there is no field "cpu"', "Did you mean `cpus`?"],
	[() => readSortKeys("-ownr"), '--sort: there is no field "ownr"', "Did you mean `owner`?"],
	[
		() => readFilter("name=x and", now),
		"--filter, column 11: a comparison is missing at the end",
		"Write comparisons like",
	],
])("what does not exist stops: %#", (read, message, hint) => {
	expect(read).toThrow(
		expect.objectContaining({ code: "usage.invalid", message, hint: expect.stringContaining(hint) }),
	);
});
