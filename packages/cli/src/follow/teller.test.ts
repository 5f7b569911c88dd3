import { memoryHost, tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import type { FollowEvent } from "./follow-event.ts";
import { followEventOnWire } from "./follow-event.ts";
import { openTeller } from "./teller.ts";

function telling(names: readonly string[]) {
	using dir = tempDir();
	const told: FollowEvent[] = [];
	const host = memoryHost({ cwd: dir.path });
	return { told, teller: openTeller({ host, emit: (event) => told.push(event) }, names) };
}

const at = Date.UTC(2026, 10, 21, 12);
const runId = 7;
const all = { isTold: true };

it("a run takes as long as its last attempt, and what repeats is marked", () => {
	const { told, teller } = telling(["a"]);
	teller.see({ type: "attempt.started", at, job: "a", runId, attempt: 0 }, { isTold: false });
	teller.see({ type: "attempt.finished", at: at + 2000, job: "a", runId, outcome: "failed", exitCode: 1 }, all);
	teller.see({ type: "attempt.started", at: at + 60_000, job: "a", runId, attempt: 1 }, all);
	teller.see({ type: "attempt.finished", at: at + 61_000, job: "a", runId, outcome: "failed", exitCode: 1 }, all);
	teller.see({ type: "run.settled", at: at + 61_000, job: "a", runId, outcome: "failed" }, all);
	teller.conclude({ job: "a", outcome: "failed", runId, at: at + 61_000 });
	const facts = told.map((event) => ({
		tookMs: "tookMs" in event ? event.tookMs : undefined,
		isEcho: "isEcho" in event && event.isEcho,
	}));
	expect(facts).toEqual([
		{ tookMs: 2000, isEcho: false },
		{ tookMs: undefined, isEcho: false },
		{ tookMs: 1000, isEcho: false },
		{ tookMs: 1000, isEcho: true },
		{ tookMs: 1000, isEcho: true },
	]);
});

it("a run whose start nobody saw has no length, though the one before had", () => {
	const { told, teller } = telling(["a"]);
	teller.see({ type: "attempt.started", at, job: "a", running: 1 }, { isTold: false });
	teller.see({ type: "run.settled", at: at + 1000, job: "a", outcome: "succeeded" }, all);
	teller.see({ type: "run.settled", at: at + 9000, job: "a", outcome: "succeeded" }, all);
	expect(told).toMatchObject([
		// Of a server that tells so little it is our own clock that counts, and this one stands still.
		{ tookMs: 0, isEcho: false },
		{ event: { at: at + 9000 }, isEcho: false },
	]);
	expect(told[1]).not.toHaveProperty("tookMs");
});

it("a line begins on its own, also after output without a line end", () => {
	const { told, teller } = telling(["a", "bcd"]);
	teller.print({ job: "a", stream: "stdout", text: "12%" });
	teller.print({ job: "a", stream: "stdout", text: "" });
	teller.conclude({ job: "a", outcome: "succeeded", at });
	teller.conclude({ job: "bcd", outcome: "succeeded", at });
	expect(told.map(({ showing }) => showing.isMidLine)).toEqual([false, true, true, false]);
	expect(told[0]).toMatchObject({ isLabelled: true, showing: { nameWidth: 3, zone: "Europe/Rome" } });
});

it("machines get times in ISO 8601 and nothing of how things are shown", () => {
	const { told, teller } = telling(["a"]);
	teller.begin({ target: "lab", jobs: 1, running: [], queued: ["a"] });
	teller.see(
		{ type: "run.settled", at, job: "a", outcome: "succeeded", runId: 7 },
		{ isTold: true, nextAt: at + 1000 },
	);
	teller.print({ job: "a", stream: "stderr", text: "oh", skippedBytes: 9 });
	teller.conclude({ job: "a", outcome: "succeeded", exitCode: 0, at });
	expect(told.map(followEventOnWire)).toEqual([
		{ type: "watching", at: "2026-11-21T12:00:00.000Z", target: "lab", jobs: 1, running: [], queued: ["a"] },
		{
			type: "run.settled",
			at: "2026-11-21T12:00:00.000Z",
			job: "a",
			outcome: "succeeded",
			runId: 7,
			nextAt: "2026-11-21T12:00:01.000Z",
		},
		{ type: "output", job: "a", stream: "stderr", text: "oh", skippedBytes: 9 },
		{ type: "fate", job: "a", outcome: "succeeded", exitCode: 0, at: "2026-11-21T12:00:00.000Z" },
	]);
});
