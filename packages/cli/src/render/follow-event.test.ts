import type { Fate, RunEvent } from "@chronos-job/core";
import { describe, expect, it } from "vitest";
import type { SeenEvent, Showing } from "../follow/follow-event.ts";
import { followEvent } from "./follow-event.ts";

const noon = Date.UTC(2026, 10, 21, 12);
const second = 1000;
const showing: Showing = { zone: "UTC", since: noon, nameWidth: 7, isMidLine: false };
const screen = { width: 80, color: false, wraps: false, interactive: false };

const job = "nightly";
const at = noon + 65 * second;

function shown(event: RunEvent, more: Partial<SeenEvent> = {}): string {
	return followEvent({ type: "seen", event, isEcho: false, showing, ...more }, screen);
}

describe("what happens is a line", () => {
	it.each<[RunEvent, Partial<SeenEvent>, string]>([
		[{ type: "run.queued", at, job: "a" }, {}, "12:01:05  a        queued\n"],
		[{ type: "attempt.started", at, job, attempt: 0, taskId: "ct:1" }, {}, "12:01:05  nightly  started\n"],
		[{ type: "attempt.started", at, job, attempt: 1 }, {}, "12:01:05  nightly  started, attempt 2\n"],
		[{ type: "attempt.started", at, job, running: 3 }, {}, "12:01:05  nightly  started, 3 run now\n"],
		[
			{ type: "attempt.finished", at, job, outcome: "succeeded", exitCode: 0 },
			{ tookMs: 65 * second },
			"12:01:05  nightly  succeeded  after 1m 05s\n",
		],
		[
			{ type: "attempt.finished", at, job, outcome: "failed", exitCode: 3 },
			{ tookMs: 100 },
			"12:01:05  nightly  failed  exit code 3, after 0s\n",
		],
		[
			{ type: "attempt.finished", at, job, outcome: "failed", signal: "SIGKILL", reason: "out of memory" },
			{},
			"12:01:05  nightly  failed  SIGKILL, out of memory\n",
		],
		[
			{ type: "attempt.finished", at, job, outcome: "not-launched", reason: "no such user" },
			{},
			"12:01:05  nightly  could not be launched  no such user\n",
		],
		[{ type: "retry.planned", at, job, retryAt: at + 60 * second }, {}, "12:01:05  nightly  tries again at 12:02:05\n"],
		[{ type: "run.settled", at, job, outcome: "succeeded" }, {}, "12:01:05  nightly  succeeded\n"],
		[
			{ type: "run.settled", at, job, outcome: "failed" },
			{ nextAt: at + 86_400 * second },
			"12:01:05  nightly  failed; next run at Sun 2026-11-22 12:01:05\n",
		],
		[{ type: "run.settled", at, job, outcome: "succeeded" }, { isEcho: true }, ""],
		[
			{ type: "run.settled", at, job, outcome: "succeeded" },
			{ isEcho: true, nextAt: at + 5 * second },
			"12:01:05  nightly  next run at 12:01:10\n",
		],
		[
			{ type: "run.settled", at, job, outcome: "dropped", reason: "running" },
			{},
			"12:01:05  nightly  dropped  the job was still running\n",
		],
		[{ type: "job.disabled", at, job }, {}, "12:01:05  nightly  disabled\n"],
		[{ type: "job.deleted", at, job }, { showing: { ...showing, isMidLine: true } }, "\n12:01:05  nightly  deleted\n"],
		[{ type: "gap", at, since: noon }, {}, "12:01:05           nobody knows what happened since 12:00:00\n"],
	])("%j", (event, more, expected) => {
		expect(shown(event, more)).toBe(expected);
	});

	it("shows what would move the cursor instead of doing so", () => {
		const line = shown({ type: "run.settled", at, job: "a\u001B[2J", outcome: "dropped", reason: "\u0007" });
		expect(line).not.toContain("\u001B");
		expect(line).not.toContain("\u0007");
	});

	it("tells the day when it is another one", () => {
		expect(shown({ type: "run.queued", at: at + 86_400 * second, job })).toBe(
			"Sun 2026-11-22 12:01:05  nightly  queued\n",
		);
	});
});

describe("fates", () => {
	it.each<[Partial<Fate>, string]>([
		[{ outcome: "succeeded", exitCode: 0 }, "nightly  succeeded  after 2s\n"],
		[
			{ outcome: "failed", exitCode: 137, reason: "out of memory" },
			"nightly  failed  exit code 137, out of memory, after 2s\n",
		],
		[{ outcome: "killed", signal: "SIGTERM" }, "nightly  killed  SIGTERM, after 2s\n"],
		[{ outcome: "vanished" }, "nightly  was deleted meanwhile  after 2s\n"],
		[{ outcome: "idle", reason: "load has failed" }, "nightly  is idle  load has failed, after 2s\n"],
	])("%j", (facts, expected) => {
		const fate = { job, outcome: "lost", at, ...facts } as Fate;
		expect(followEvent({ type: "fate", fate, tookMs: 1600, isEcho: false, showing }, screen)).toBe(expected);
	});
});

it("a fate that was told already is not told again", () => {
	const fate = { job, outcome: "succeeded", at } as const;
	expect(followEvent({ type: "fate", fate, isEcho: true, showing }, screen)).toBe("");
});

describe("output", () => {
	const output = { type: "output", job, stream: "stdout", text: "one\n\ntwo\n", isLabelled: false, showing } as const;

	it("is what it is", () => {
		expect(followEvent(output, screen)).toBe("one\n\ntwo\n");
		expect(followEvent({ ...output, stream: "stderr" }, { ...screen, color: true })).toBe(
			"\u001B[33mone\n\ntwo\n\u001B[39m",
		);
	});

	it("says whose it is when several jobs write", () => {
		expect(followEvent({ ...output, isLabelled: true }, screen)).toBe("nightly | one\nnightly | \nnightly | two\n");
	});

	it("says what is missing before it", () => {
		expect(followEvent({ ...output, skippedBytes: 3 * 1_048_576 }, screen)).toBe(
			"… 3 MB before this; `chronos-job logs nightly` prints all\none\n\ntwo\n",
		);
	});
});

it("watching begins with how things are", () => {
	const facts = { type: "watching", at: noon, target: "lab", jobs: 12, showing } as const;
	expect(followEvent({ ...facts, running: ["a", "b"], queued: ["c"] }, screen)).toBe(
		"Sat 2026-11-21 12:00:00 UTC  watching 12 jobs on lab; running: a, b; queued: c\n",
	);
	expect(followEvent({ ...facts, jobs: 1, running: [], queued: [] }, screen)).toContain("1 job on lab; nothing runs\n");
});
