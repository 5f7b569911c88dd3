import type { Change, Plan, Step } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import type { Screen } from "../host.ts";
import { changedFields } from "./changed-fields.ts";
import { planReport } from "./plan.ts";

const screen: Screen = { width: 60, color: false, wraps: false, interactive: false };

const exhausted = { schedule: "R0/2027-11-21T12:00:00.000Z/P1Y", disabled: true };
const current = readJob({ name: "nightly", command: "true", ...exhausted }) as Job;
const spec = { name: "nightly", command: "true", schedule: "R1//P1Y" };

function update(changes: readonly Change[], startsAgain = false): Step {
	return { kind: "update", name: "nightly", spec, current, changes, startsAgain };
}

const retries: Change = { path: ["retries"], before: 2, after: 0 };
const create: Step = { kind: "create", name: "hello", spec: { name: "hello", command: "echo", retries: 0 } };
const all: Plan = {
	steps: [create, update([retries]), update([], true), { kind: "delete", name: "old", current }],
	unchanged: ["x", "y"],
};

describe("a plan", () => {
	it("is shown job by job with its sum", () => {
		expect(planReport(all, screen)).toBe(
			[
				"+ hello",
				"~ nightly",
				"    retries  2 → 0",
				"~ nightly  runs again",
				"- old",
				"1 to create, 1 to change, 1 to run again, 1 to delete; 2 unchanged",
				"",
			].join("\n"),
		);
	});

	it("shows what new jobs consist of when asked to", () => {
		expect(planReport({ steps: [create], unchanged: [] }, screen, { isFull: true })).toBe(
			["+ hello", '    command  "echo"', "    retries  0", "1 to create", ""].join("\n"),
		);
	});

	it.each([
		[["x"], "nothing to do: 1 job unchanged\n"],
		[[], "there is no job\n"],
	])("that has no step with %j unchanged says so", (unchanged, text) => {
		expect(planReport({ steps: [], unchanged }, screen)).toBe(text);
	});

	it("has colours where there are any", () => {
		expect(planReport({ steps: [create], unchanged: [] }, { ...screen, color: true })).toContain(
			"\u001B[32m+\u001B[39m",
		);
	});
});

describe("changed fields", () => {
	it.each<readonly [string, readonly Change[], readonly string[]]>([
		[
			"stand under each other",
			[retries, { path: ["container", "image"], before: undefined, after: "n:1" }],
			["    retries          2 → 0", '    container.image  nothing → "n:1"'],
		],
		[
			"that are long stand below each other",
			[{ path: ["command"], before: "a".repeat(40), after: "b" }],
			["    command", `      - ${"a".repeat(40)}`, "      + b"],
		],
		[
			"with several lines show those that differ",
			[{ path: ["command"], before: "a\nb\nc\nd", after: "a\nx\nc\nd" }],
			["    command", "        … one line as before", "      - b", "      + x", "        … 2 lines as before"],
		],
		[
			"with a line more show it once",
			[{ path: ["command"], before: "a\na", after: "a\na\na" }],
			["    command", "        … 2 lines as before", "      + a"],
		],
	])("%s", (_, changes, lines) => {
		expect(changedFields(changes, screen)).toEqual(lines);
	});

	it("show no control characters as they are", () => {
		const change: Change = { path: ["command"], before: "\u001B[31m", after: "a\n\u001B[0m" };
		expect(changedFields([change], screen).join("")).not.toContain("\u001B");
	});
});
