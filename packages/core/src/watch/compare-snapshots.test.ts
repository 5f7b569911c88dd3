import { describe, expect, it } from "vitest";
import { compareSnapshots } from "./compare-snapshots.ts";
import { type Sketch, snapshotOf } from "./moments.samples.ts";

const before = Date.UTC(2026, 10, 21, 12);
const after = before + 2000;
const success = "2026-11-21T12:00:01.000Z";
const successAt = Date.parse(success);
const waiting = { schedule: "R/2026-11-22T06:00:00.000Z/P1D" };
const launched = { schedule: "R/2026-11-23T06:00:00.000Z/P1D" };
const child = { parents: ["a"] };

describe("what must have happened between two looks at a job", () => {
	it.each<[string, Sketch, Sketch, readonly string[]]>([
		["nothing", waiting, waiting, []],
		["it was queued", waiting, { ...waiting, state: "queued" }, ["run.queued"]],
		["it was launched", { ...waiting, state: "queued" }, { ...launched, state: "1 running" }, ["attempt.started"]],
		["it was launched and has not ended visibly", waiting, launched, ["attempt.started"]],
		["a second run started", { ...child, state: "1 running" }, { ...child, state: "2 running" }, ["attempt.started"]],
		[
			"a run succeeded",
			{ ...child, state: "1 running" },
			{ ...child, successCount: 1, lastSuccess: success },
			["run.settled succeeded"],
		],
		[
			"a short run went by",
			waiting,
			{ ...launched, successCount: 1, lastSuccess: success },
			["attempt.started", "run.settled succeeded"],
		],
		[
			"a short run of a child went by, whose start nobody saw",
			child,
			{ ...child, successCount: 1, lastSuccess: success },
			["run.settled succeeded"],
		],
		[
			"one run ended and the next began",
			{ ...waiting, state: "1 running" },
			{ ...launched, state: "1 running", errorCount: 1, lastError: success },
			["run.settled failed", "attempt.started"],
		],
		[
			"two runs succeeded",
			child,
			{ ...child, successCount: 2, lastSuccess: success },
			["run.settled succeeded", "run.settled succeeded"],
		],
		["a run ended without a verdict", { ...child, state: "1 running" }, child, []],
		["the counters were wiped", { ...child, successCount: 5, lastSuccess: success }, child, []],
		["it was disabled", waiting, { ...waiting, disabled: true }, ["job.disabled"]],
		["it was enabled", { ...waiting, disabled: true }, waiting, ["job.changed"]],
		["it was changed", waiting, { ...waiting, command: "false" }, ["job.changed"]],
		["it was given another schedule", waiting, { schedule: "R/2026-11-22T07:00:00.000Z/P1D" }, ["job.changed"]],
		[
			"it had its last run",
			{ schedule: "R1//P1Y", state: "queued" },
			{ schedule: "R0/2027-11-21T12:00:00.000Z/P1Y", disabled: true, successCount: 1, lastSuccess: success },
			["job.disabled", "attempt.started", "run.settled succeeded"],
		],
	])("%s", (...[, then, now, expected]) => {
		const events = compareSnapshots(snapshotOf(before, then), snapshotOf(after, now));
		expect(events.map((event) => ("outcome" in event ? `${event.type} ${event.outcome}` : event.type))).toEqual(
			expected,
		);
	});
});

it("a verdict is told at the time that the server has counted it, a start with how many run", () => {
	const ended = { ...child, successCount: 1, lastSuccess: success, state: "2 running" };
	expect(compareSnapshots(snapshotOf(before, child), snapshotOf(after, ended))).toEqual([
		{ type: "attempt.started", at: after, job: "nightly", running: 2 },
		{ type: "run.settled", at: successAt, job: "nightly", outcome: "succeeded" },
	]);
});

it("jobs come and go", () => {
	const events = compareSnapshots(
		snapshotOf(before, { name: "old", ...waiting }),
		snapshotOf(after, { name: "new", ...waiting, state: "1 running" }),
	);
	expect(events).toEqual([
		{ type: "job.deleted", at: after, job: "old" },
		{ type: "job.created", at: after, job: "new" },
		{ type: "attempt.started", at: after, job: "new", running: 1 },
	]);
});

it("without counters a verdict is known by the change of the status alone", () => {
	const then = { ...snapshotOf(before, { ...child, lastError: "2026-11-20T00:00:00.000Z" }), jobs: undefined };
	const now = { ...snapshotOf(after, { ...child, lastSuccess: success }), jobs: undefined };
	expect(compareSnapshots(then, now)).toEqual([
		{ type: "run.settled", at: after, job: "nightly", outcome: "succeeded" },
	]);
});
