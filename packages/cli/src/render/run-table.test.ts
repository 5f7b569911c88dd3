import type { LocalAttempt, LocalRun } from "@chronos-job/core";
import { describe, expect, test } from "vitest";
import { runTable } from "./run-table.ts";

const noon = Date.UTC(2026, 10, 21, 12);
const page = {
	now: noon,
	zone: "Europe/Rome",
	screen: { width: 200, color: false, wraps: true, interactive: false },
};

function run(fields: Partial<LocalRun>): LocalRun {
	return {
		id: 7,
		job: "hello",
		cause: "schedule",
		phase: "settled",
		outcome: "succeeded",
		dropReason: undefined,
		queuedAt: noon - 120_000,
		dueAt: undefined,
		retryAt: undefined,
		settledAt: noon - 60_000,
		args: "",
		attempts: [],
		...fields,
	};
}

function attempt(number: number, end: Partial<LocalAttempt["end"] & {}> | undefined): LocalAttempt {
	const at = noon - 100_000 + number * 20_000;
	const whole = end && {
		outcome: "failed" as const,
		exitCode: undefined,
		signal: undefined,
		reason: undefined,
		at: at + 9000,
		...end,
	};
	return {
		taskId: `ct:${number}`,
		number,
		phase: whole ? "ended" : "running",
		launchedAt: at,
		startedAt: at,
		end: whole,
	};
}

function rowsOf(...runs: readonly LocalRun[]): readonly string[] {
	return runTable(runs, page)
		.slice(1)
		.map((line) => line.replaceAll(/ {2,}/g, " | "));
}

describe("a run is told", () => {
	test.each<readonly [string, Partial<LocalRun>, string]>([
		[
			"that succeeded",
			{ attempts: [attempt(0, { outcome: "succeeded", exitCode: 0 })] },
			"succeeded | Sat 2026-11-21 12:58:20 CET | 40s | its schedule",
		],
		[
			"that failed",
			{ outcome: "failed", attempts: [attempt(0, { exitCode: 3 })] },
			"failed | Sat 2026-11-21 12:58:20 CET | 40s | exit code 3 | its schedule",
		],
		[
			"that was killed",
			{ outcome: "killed", cause: "manual", attempts: [attempt(0, { outcome: "killed", signal: "SIGTERM" })] },
			"killed | Sat 2026-11-21 12:58:20 CET | 40s | SIGTERM | a start by hand",
		],
		[
			"that runs",
			{ phase: "live", outcome: undefined, settledAt: undefined, attempts: [attempt(0, undefined)] },
			"running | Sat 2026-11-21 12:58:20 CET | 1m 40s | its schedule",
		],
		[
			"that is queued",
			{ phase: "queued", outcome: undefined, settledAt: undefined, cause: "parents" },
			"queued | Sat 2026-11-21 12:58:00 CET | its parents",
		],
		[
			"that was dropped",
			{ outcome: "dropped", dropReason: "disabled" },
			"dropped | Sat 2026-11-21 12:58:00 CET | disabled | its schedule",
		],
		[
			"that waits",
			{
				phase: "waiting",
				outcome: undefined,
				settledAt: undefined,
				retryAt: noon + 60_000,
				args: "a\u001Bb",
				attempts: [attempt(0, { reason: "no such file" })],
			},
			"waiting | Sat 2026-11-21 12:58:20 CET | 1m 40s | no such file; to be tried again at Sat 2026-11-21 13:01:00 CET; with a\\u001bb | its schedule",
		],
	])("%s", (_, fields, expected) => {
		expect(rowsOf(run(fields))).toEqual([`#7 | ${expected}`]);
	});

	test("with each of its attempts when there are several", () => {
		const attempts = [attempt(0, { exitCode: 1 }), attempt(1, { outcome: "succeeded" })];
		expect(rowsOf(run({ attempts }))).toEqual([
			"#7 | succeeded | Sat 2026-11-21 12:58:20 CET | 40s | 2 attempts | its schedule",
			" | failed | Sat 2026-11-21 12:58:20 CET | 9s | exit code 1 | attempt 1",
			" | succeeded | Sat 2026-11-21 12:58:40 CET | 9s | attempt 2",
		]);
	});
});

test("times lose their day of the week and zone where there is no room", () => {
	const narrow = { ...page, screen: { ...page.screen, width: 60 } };
	expect(runTable([run({})], narrow)[1]).toBe("#7   succeeded  2026-11-21 12:58:00");
});
