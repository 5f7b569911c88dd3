import type { RunEvent } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { isoRecord } from "../history/iso-record.ts";
import type { History } from "../history/read-history.ts";
import { historyPage } from "./history-page.ts";

const noon = Date.UTC(2026, 10, 21, 12);
const screen = { width: 100, color: false, wraps: false, interactive: false };
const counters = {
	successCount: 2,
	errorCount: 1,
	errorsSinceLastSuccess: 0,
	lastSuccess: "2026-11-21T12:00:00.000Z",
	lastError: "",
};

function pageOf(history: History): readonly string[] {
	return historyPage({ job: "hello", history, now: noon, zone: "Europe/Rome" }, screen).split("\n");
}

function journal(...events: readonly RunEvent[]): History {
	return { source: "journal", windows: [{ from: noon - 3_600_000, to: noon }], events, counters };
}

describe("what the journal has seen", () => {
	test.each<readonly [RunEvent, string]>([
		[{ type: "run.queued", at: noon, job: "hello" }, "queued"],
		[{ type: "attempt.started", at: noon, job: "hello" }, "started"],
		[{ type: "attempt.started", at: noon, job: "hello", attempt: 1 }, "attempt 2 started"],
		[
			{ type: "attempt.finished", at: noon, job: "hello", outcome: "failed", exitCode: 3 },
			"an attempt ended: failed, exit code 3",
		],
		[
			{ type: "retry.planned", at: noon, job: "hello", retryAt: noon + 60_000 },
			"to be tried again at Sat 2026-11-21 13:01:00 CET",
		],
		[{ type: "run.settled", at: noon, job: "hello", outcome: "succeeded" }, "succeeded"],
		[{ type: "gap", at: noon, since: noon - 60_000 }, "nobody knows what happened since Sat 2026-11-21 12:59:00 CET"],
		[{ type: "job.deleted", at: noon, job: "hello" }, "the job was deleted"],
	])("%j", (event, text) => {
		expect(pageOf(journal(event))[1]).toBe(`Sat 2026-11-21 13:00:00 CET  ${text}`);
	});

	test("comes with the time during which somebody looked, and what the server counts", () => {
		expect(pageOf(journal())).toEqual([
			"nothing was seen while somebody looked",
			"",
			"this Chronos keeps no history; this program looked",
			"  Sat 2026-11-21 12:00:00 CET  for 1h 00m",
			"it counts 2 runs of hello that succeeded (last at Sat 2026-11-21 13:00:00 CET) and 1 that failed",
			"",
		]);
	});
});

test("definitions that were replaced are listed with the way back", () => {
	const definition = readJob({ name: "hello", command: "date", schedule: "R/2030-01-01T00:00:00Z/P1D" }) as Job;
	const kept = [{ job: "hello", at: noon, because: "updated" as const, change: "1", definition }];
	expect(pageOf({ source: "definitions", kept }).slice(1)).toEqual([
		"Sat 2026-11-21 13:00:00 CET  updated      R/2030-01-01T00:00:00Z/P1D  date",
		"→ `chronos-job undo hello` puts the last one back",
		"",
	]);
});

test("programs read ISO times, whatever they are nested in, and nothing where nothing is known", () => {
	expect(
		isoRecord({
			at: 0,
			windows: [{ from: 0, to: 1000 }],
			run: { settledAt: 0, dueAt: undefined },
			number: 3,
			names: ["a"],
		}),
	).toEqual({
		at: "1970-01-01T00:00:00.000Z",
		windows: [{ from: "1970-01-01T00:00:00.000Z", to: "1970-01-01T00:00:01.000Z" }],
		run: { settledAt: "1970-01-01T00:00:00.000Z" },
		number: 3,
		names: ["a"],
	});
});
