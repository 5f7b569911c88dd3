import { expect, it } from "vitest";
import { rowOf } from "../state/job-row.ts";
import { factsOf, now, type Sketch } from "./screens.samples.ts";
import { startsByHour } from "./starts-by-hour.ts";

function startsOf(fields: Partial<Sketch>): readonly number[] {
	return startsByHour(rowOf(factsOf({ name: "a", ...fields }), { now, sweep: undefined }), now);
}

it.each<readonly [string, Partial<Sketch>, readonly number[]]>([
	[
		"every two hours",
		{ schedule: "R/2030-01-01T12:30:00Z/PT2H" },
		Array.from({ length: 24 }, (_, hour) => (hour + 1) % 2),
	],
	["every minute", { schedule: "R/2030-01-01T12:00:00Z/PT1M" }, Array.from({ length: 24 }, () => 60)],
	["once, tomorrow", { schedule: "R1/2030-01-02T11:30:00Z/PT1M" }, [...Array.from({ length: 23 }, () => 0), 1]],
	["never, disabled", { disabled: true }, Array.from({ length: 24 }, () => 0)],
	["never, a child", { schedule: undefined, parents: ["b"] }, Array.from({ length: 24 }, () => 0)],
])("%s", (_, fields, wanted) => {
	expect(startsOf(fields)).toEqual(wanted);
});
