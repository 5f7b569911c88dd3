import { describe, expect, it } from "vitest";
import { buildsOf, dialectOf, formatBuilds, hasMilestone, isBuild, type Milestone } from "./builds.ts";

describe("a build", () => {
	it.each([
		["2.3", "2.x", []],
		["2.4", "2.x", []],
		["2.5", "2.x", ["2.5"]],
		["3.0.0", "3.x", ["2.5", "3.0.0"]],
		["3.0.1", "3.x", ["2.5", "3.0.0", "3.0.1"]],
		["3.0.2", "3.x", ["2.5", "3.0.0", "3.0.1", "3.0.2"]],
		["HEAD", "3.x", ["2.5", "3.0.0", "3.0.1", "3.0.2", "HEAD"]],
		["gpus", "3.x", ["2.5", "3.0.0", "3.0.1", "3.0.2", "gpus"]],
		["HEAD+gpus", "3.x", ["2.5", "3.0.0", "3.0.1", "3.0.2", "HEAD", "gpus"]],
	] as const)("%s speaks %s and has %j", (build, dialect, has) => {
		const milestones: readonly Milestone[] = ["2.4", "2.5", "3.0.0", "3.0.1", "3.0.2", "HEAD", "gpus"];
		expect(dialectOf(build)).toBe(dialect);
		expect(buildsOf(dialect)).toContain(build);
		expect(milestones.filter((milestone) => hasMilestone(build, milestone))).toEqual(["2.4", ...has]);
	});

	it("is none of these", () => {
		expect([undefined, "", "3.x", "2.x", "toString", "head"].filter(isBuild)).toEqual([]);
		expect(dialectOf("2.x")).toBe("2.x");
		expect(buildsOf()).toHaveLength(9);
	});
});

it.each([
	["2.x", ["2.5"], "2.5"],
	["2.x", ["2.3", "2.4"], "2.3 or 2.4"],
	["3.x", ["3.0.0", "3.0.1", "3.0.2"], "3.0.0, 3.0.1 or 3.0.2"],
	["3.x", ["HEAD"], "HEAD (3.0.3-SNAPSHOT)"],
	["3.x", [], "3.x, build not known"],
	["3.x", buildsOf("3.x"), "3.x, build not known"],
] as const)("a server of %s that may be %j is called %j", (dialect, candidates, text) => {
	expect(formatBuilds(dialect, candidates)).toBe(text);
});
