import { joinFacts } from "@chronos-job/core";
import { readColumns } from "../selection/field-list.ts";
import { type Job, type JobSummary, readJob } from "@chronos-job/schemas";
import { expect, test } from "vitest";
import { collapse } from "../sweep/collapse-groups.ts";
import { jobTable } from "./job-table.ts";

const now = Date.UTC(2026, 10, 21, 12);
const screen = { width: 200, color: false, wraps: true, interactive: true };

type Member = Partial<Job> & Partial<Pick<JobSummary, "status" | "state">>;

/** What the row of a sweep with such jobs shows. */
function row(column: string, members: readonly Member[], total = members.length): string {
	const whole = members.map(({ status, state, ...job }, index) => {
		const name = `t.${index}`;
		const summary = {
			name,
			schedule: "",
			parents: [],
			disabled: false,
			status: status ?? "fresh",
			state: state ?? "idle",
		};
		return { job: readJob({ name, command: "true", schedule: "R1//P1Y", ...job }) as Job, summary };
	});
	const facts = joinFacts(
		whole.map(({ job }) => job),
		whole.map(({ summary }) => summary as JobSummary),
	);
	const jobs = Array.from({ length: total }, (_, index) => ({ name: `t.${index}` }));
	const rows = collapse(facts, [{ group: "t", jobs }]);
	const fields = readColumns(column);
	const page = { facts, rows, fields, isChosen: true, total: 9, now, zone: "UTC" };
	return jobTable(page, screen).split("\n")[1] ?? "";
}

const [good, bad] = [{ status: "success" }, { status: "failure" }] as const;

test.each<readonly [string, readonly Member[], string]>([
	["name", [{}, {}], "t (2 jobs)"],
	["name", [{}], "t.0"],
	["status", [{}, {}], "fresh"],
	["status", [good, good], "success"],
	["status", [bad, bad], "failure"],
	["status", [good, {}, {}], "1 of 3"],
	["status", [good, bad, {}], "1 of 3, 1 failed"],
	["state", [{}, {}], "idle"],
	["state", [{ state: "1 running" }, { state: "queued" }, {}], "1 running, 1 queued"],
	["state", [{ state: "queued" }, {}], "1 queued"],
	["running", [{ state: "2 running" }, { state: "1 running" }, {}], "      3"],
	["errors", [{ errorCount: 2 }, { errorCount: 3 }], "     5"],
	["owner", [{ owner: "ada" }, { owner: "ada" }], "ada"],
	["owner", [{ owner: "ada" }, { owner: "bob" }], "mixed"],
	["cpus", [{ cpus: 1 }, { cpus: 2 }], "mixed"],
	[
		"next",
		[{ schedule: "R/2026-11-21T14:00:00Z/P1D" }, { schedule: "R/2026-11-21T13:00:00Z/P1D" }, { schedule: "R0//P1D" }],
		"Sat 2026-11-21 13:00:00 UTC, in 1h 00m",
	],
	[
		"last",
		[{ lastSuccess: "2026-11-21T10:00:00Z" }, { lastError: "2026-11-21T11:00:00Z" }, {}],
		"Sat 2026-11-21 11:00:00 UTC, 1h 00m ago",
	],
])("the %s of %j is %s", (column, members, text) => {
	expect(row(column, members)).toBe(text);
});

test("a sweep of which only some jobs are shown says so", () => {
	expect(row("name", [{}, {}], 6)).toBe("t (2 of 6 jobs)");
});
