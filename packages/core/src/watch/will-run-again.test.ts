import { describe, expect, it } from "vitest";
import { type Sketch, snapshotOf } from "./moments.samples.ts";
import { hasActiveAncestor, willRunAgain } from "./will-run-again.ts";

const daily = { schedule: "R/2026-11-22T06:00:00.000Z/P1D" };
const gone = { schedule: "R0/2027-11-21T12:00:00.000Z/P1Y" };

describe("a job is started without anybody's doing", () => {
	it.each<[string, boolean, readonly Sketch[]]>([
		["by its schedule", true, [{ ...daily }]],
		["but not when it is disabled", false, [{ ...daily, disabled: true }]],
		["but not when its schedule has no repetitions left", false, [gone]],
		["by a parent that will run", true, [{ parents: ["a"] }, { name: "a", ...daily }]],
		["by a parent that runs for the last time", true, [{ parents: ["a"] }, { name: "a", ...gone, state: "1 running" }]],
		["by a grandparent", true, [{ parents: ["b"] }, { name: "b", parents: ["a"] }, { name: "a", ...daily }]],
		[
			"but not by parents that have run",
			false,
			[{ parents: ["a", "b"] }, { name: "a", ...gone }, { name: "b", parents: ["a"] }],
		],
		["but not by parents that are not there", false, [{ parents: ["a"] }]],
		["but not by parents that wait for each other", false, [{ parents: ["a"] }, { name: "a", parents: ["nightly"] }]],
		["but not when it is not there itself", false, []],
	])("%s", (...[, expected, sketches]) => {
		const { summaries } = snapshotOf(0, ...sketches);
		expect(willRunAgain("nightly", new Map(summaries.map((summary) => [summary.name, summary])))).toBe(expected);
	});
});

describe("a job may be started any moment by what is under way", () => {
	it.each<[string, boolean, readonly Sketch[]]>([
		["its parent runs", true, [{ parents: ["a"] }, { name: "a", state: "1 running" }]],
		[
			"its grandparent is queued",
			true,
			[{ parents: ["b"] }, { name: "b", parents: ["a"] }, { name: "a", state: "queued" }],
		],
		["its parent rests", false, [{ parents: ["a"] }, { name: "a", ...daily }]],
		["it runs itself", false, [{ ...daily, state: "1 running" }]],
		["its parents wait for each other", false, [{ parents: ["a"] }, { name: "a", parents: ["nightly"] }]],
	])("%s: %s", (...[, expected, sketches]) => {
		const { summaries } = snapshotOf(0, ...sketches);
		expect(hasActiveAncestor("nightly", new Map(summaries.map((summary) => [summary.name, summary])))).toBe(expected);
	});
});
