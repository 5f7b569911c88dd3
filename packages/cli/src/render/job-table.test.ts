import { joinFacts } from "@chronos-job/core";
import { readColumns } from "../selection/field-list.ts";
import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { jobTable } from "./job-table.ts";

const now = Date.UTC(2026, 10, 21, 12);
const screen = { width: 100, color: false, wraps: true, interactive: true };

function table(
	job: Partial<Job>,
	columns: string,
	options: { readonly state?: string; readonly color?: boolean } = {},
) {
	const whole = readJob({ name: "a", ...(job.parents === undefined && { schedule: "R1//P1Y" }), ...job }) as Job;
	const { state } = options;
	const summary = { name: whole.name, status: "failure" as const, schedule: "", parents: [], disabled: false };
	const facts = joinFacts([whole], state === undefined ? undefined : [{ ...summary, state }]);
	const result = { facts, fields: readColumns(columns), isChosen: true, total: 1, now, zone: "Europe/Rome" };
	return jobTable(result, { ...screen, color: options.color ?? false });
}

describe("the next run is", () => {
	test.each<readonly [string, Partial<Job>, string]>([
		["a time", { schedule: "R/2026-11-21T18:00:00Z/P1D" }, "Sat 2026-11-21 19:00:00 CET, in 6h 00m"],
		["due", { schedule: "R/2026-11-21T11:00:00Z/P1D" }, "due"],
		["never, while disabled", { schedule: "R/2026-11-21T18:00:00Z/P1D", disabled: true }, "never, disabled"],
		["no more", { schedule: "R0/2026-11-21T18:00:00Z/P1D", disabled: true }, "no more runs"],
		["after a parent", { parents: ["load"] }, "after load"],
		["after several", { parents: ["load", "clean", "check"] }, "after load and 2 more"],
	])("%s", (_, job, text) => {
		expect(table(job, "next")).toBe(`next\n${text}\n`);
	});
});

test("what nobody was asked or told is a dash", () => {
	expect(table({}, "state,last,cpus")).toBe("state  last  cpus\n-      -      0.1\n");
});

test("fields are shown as people read them", () => {
	const job = { disabled: true, parents: ["a", "b"], command: "a\u001B[1m\nb", lastError: "2026-11-21T11:59:00Z" };
	expect(table(job, "disabled,parents,lastError,command").split("\n")[1]).toBe(
		"yes       a, b     Sat 2026-11-21 12:59:00 CET, 1m 00s ago  a\\u001b[1m\\u000ab",
	);
});

test("colours tell how a job did and what it does", () => {
	expect(table({}, "status,state", { state: "3 running", color: true }).split("\n")[1]).toBe(
		"\u001B[31mfailure\u001B[39m  \u001B[36m3 running\u001B[39m",
	);
});

test.each([
	[0, "there is no job\n"],
	[3, "no job matches\n"],
])("of %i jobs none is shown: %s", (total, text) => {
	expect(jobTable({ facts: [], fields: [], isChosen: false, total, now, zone: undefined }, screen)).toBe(text);
});
