import { type Job, type JobSummary, readJob } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import type { ServerJobs, PastDefinition } from "./ailment.ts";
import { examineJobs } from "./examine-jobs.ts";

const now = Date.UTC(2026, 10, 21, 12);
const daily = "R/2026-11-22T00:00:00.000Z/P1D";

type Row = Partial<Job> & { readonly state?: string };

function jobOf({ state: _state, ...fields }: Row, index = 0): Job {
	const shape = fields.parents === undefined ? { schedule: daily } : {};
	return readJob({ name: `j${index}`, command: "true", ...shape, ...fields }) as Job;
}

function factsOf(rows: readonly Row[], more: Partial<ServerJobs> = {}): ServerJobs {
	const jobs = rows.map(jobOf);
	const summaries = jobs.map(({ name, schedule = "", parents = [], disabled }, index): JobSummary => {
		return { name, status: "fresh", state: rows[index]?.state ?? "idle", schedule, parents, disabled };
	});
	return { jobs, summaries, past: [], dialect: "3.x", now, ...more };
}

function found(rows: readonly Row[], more?: Partial<ServerJobs>): string {
	return examineJobs(factsOf(rows, more))
		.map(({ code, state, jobs }) => `${state} ${code} ${jobs.join("+")}`)
		.join(", ");
}

const accident = { schedule: "R/2027-11-21T09:00:00.000Z/P1Y", errorCount: 2 };

describe("of the jobs of a server it is told that", () => {
	test.each<readonly [string, string, readonly Row[]]>([
		["nothing is wrong", "", [{}, { parents: ["j0"] }]],
		["a name is none for 3.x", "fails definition a b", [{ name: "a b" }]],
		["arguments spoil the task id", "fails definition j0", [{ arguments: ["a/b"] }]],
		["the same is wrong with several", "fails definition j0+j1", [{ arguments: ["a/b"] }, { arguments: ["/"] }]],
		["a period is zero", "fails definition j0", [{ schedule: "R/2026-11-22T00:00:00Z/PT0S" }]],
		["a period is half a second", "fails definition j0", [{ schedule: "R/2026-11-22T00:00:00Z/PT0.5S" }]],
		["what is disabled does no harm", "", [{ schedule: "R/2026-11-22T00:00:00Z/PT0S", disabled: true }]],
		["what is exhausted does no harm", "", [{ schedule: "R0/2026-11-22T00:00:00Z/PT0S" }]],
		["names are alike", "warning names-alike Job+job", [{ name: "Job" }, { name: "job" }]],
		["a parent is missing", "fails parent-missing j0", [{ parents: ["gone"] }]],
		["a parent is disabled", "warning parent-stopped j1", [{ disabled: true }, { parents: ["j0"] }]],
		["a parent ran out", "warning parent-stopped j1", [{ schedule: "R0//P1Y" }, { parents: ["j0"] }]],
		["a child of one that ran out has run", "", [{ schedule: "R0//P1Y" }, { parents: ["j0"], successCount: 1 }]],
		["one run has become endless", "warning runs-for-ever j0", [accident]],
		["a yearly job is meant so", "", [{ ...accident, errorCount: 0 }]],
		["a yearly job was written so", "", [{ ...accident, schedule: "R/2027-01-01T00:00:00Z/P1Y" }]],
		["a disabled one is harmless", "", [{ ...accident, disabled: true }]],
		["a time is unreadable", "fails time-unreadable j0", [{ lastSuccess: "soon", lastError: "2026-11-20T00:00:00Z" }]],
		["one time alone may be anything", "", [{ lastSuccess: "soon" }]],
		["nothing runs", "warning queue-stuck j0+j1+j2", [{ state: "queued" }, { state: "queued" }, { state: "queued" }]],
		["something runs", "", [{ state: "queued" }, { state: "queued" }, { state: "queued" }, { state: "1 running" }]],
		["one is given up", "warning given-up j0", [{ disabled: true, lastError: "2026-09-01T00:00:00.000Z" }]],
		["one was disabled lately", "", [{ disabled: true, lastError: "2026-11-20T00:00:00.000Z" }]],
		[
			"the worst comes first",
			"fails parent-missing c, warning names-alike A+a",
			[{ name: "A" }, { name: "a" }, { name: "c", parents: ["gone"] }],
		],
	])("%s", (_, told, rows) => {
		expect(found(rows)).toBe(told);
	});
});

describe("of what this program has changed it is told that", () => {
	const past = (fields: Row, because: PastDefinition["because"] = "updated"): Partial<ServerJobs> => {
		const definition = jobOf(fields);
		return { past: [{ job: definition.name, at: now, because, definition }] };
	};

	test.each<readonly [string, string, readonly [readonly Row[], Partial<ServerJobs>]]>([
		["a job has vanished", "warning hidden j0", [[], past({})]],
		["a deleted one is gone", "", [[], past({}, "deleted")]],
		[
			"one that was to run once runs for ever",
			"fails runs-for-ever j0",
			[[{ schedule: daily }], past({ schedule: "R1//P1D" })],
		],
		["one that was endless still is", "", [[{ schedule: daily }], past({ schedule: daily })]],
		["somebody made it endless", "", [[{ schedule: "R/2026-11-22T00:00:00Z/P1D" }], past({ schedule: "R1//P1D" })]],
	])("%s", (_, told, [rows, more]) => {
		expect(found(rows, more)).toBe(told);
	});
});

test("an old server runs what a new one cannot", () => {
	expect(found([{ name: "a b", arguments: ["a/b"] }], { dialect: "2.x" })).toBe("");
});

test("it is said what was seen and what helps", () => {
	expect(examineJobs(factsOf([{ name: "a", parents: ["gone"] }]))).toEqual([
		{
			code: "parent-missing",
			state: "fails",
			jobs: ["a"],
			message: "a: the server does not have its parent gone",
			evidence: ["it will never run, and may vanish from all lists"],
			fix: "Submit gone, or submit a with other parents.",
		},
	]);
});
