import { expect, it } from "vitest";
import { runEventOf } from "./run-event-of.ts";

const at = Date.UTC(2026, 10, 21, 12);
const taskId = "ct:1763726400000:1:nightly:";

it.each<[string, Readonly<Record<string, unknown>>, unknown]>([
	["job.created", {}, { type: "job.created" }],
	["job.updated", { because: "put" }, { type: "job.changed" }],
	["job.disabled", { because: "exhausted" }, { type: "job.disabled" }],
	["job.deleted", {}, { type: "job.deleted" }],
	["job.marked-successful", {}, { type: "job.changed" }],
	["run.queued", { runId: 7, cause: "manual", attempt: 0 }, { type: "run.queued", runId: 7 }],
	["attempt.started", { runId: 7, taskId }, { type: "attempt.started", runId: 7, taskId, attempt: 1 }],
	[
		"attempt.ended",
		{ runId: 7, taskId, end: { outcome: "failed", exitCode: 3, at: "2026-11-21T11:59:59.000Z" } },
		{ type: "attempt.finished", at: at - 1000, outcome: "failed", exitCode: 3, runId: 7, taskId, attempt: 1 },
	],
	["retry.planned", { runId: 7, retryAt: "2026-11-21T12:01:00.000Z" }, { type: "retry.planned", retryAt: at + 60_000 }],
	["run.settled", { runId: 7, outcome: "killed" }, { type: "run.settled", outcome: "killed", runId: 7 }],
	[
		"start.dropped",
		{ cause: "manual", because: "disabled" },
		{ type: "run.settled", outcome: "dropped", reason: "disabled" },
	],
])("%s is an event of any server", (type, fields, expected) => {
	expect(runEventOf({ id: 1, type, at, fields: { job: "nightly", ...fields } })).toEqual({
		at,
		job: "nightly",
		...(expected as object),
	});
});

it.each<[string, Readonly<Record<string, unknown>>]>([
	["attempt.launched", { job: "nightly", runId: 7, taskId }],
	["clock.stepped", { byMs: 1000 }],
	["something.new", { job: "nightly" }],
	["attempt.ended", { job: "nightly", end: "garbage" }],
	["run.settled", { job: "nightly", outcome: "exploded" }],
	["retry.planned", { job: "nightly", retryAt: "soon" }],
])("%s is no event of any server, or cannot be read", (type, fields) => {
	expect(runEventOf({ id: 1, type, at, fields })).toBeUndefined();
});
