import { deadlineKey, retryKey } from "./due.ts";
import { findIn, valuesOf, withEntry, withoutKey } from "./ordered-map.ts";
import type { TimerKey } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Keeps what is planned for a while from now as far away as it was; schedules mean the time on the wall (contract §4). */
export function stepClock(turn: Turn, byMs: number): void {
	for (const run of valuesOf(turn.state.runs)) {
		if (run.retryAt === undefined) continue;
		const retryAt = run.retryAt + byMs;
		turn.setRun({ ...run, retryAt });
		moveTimer(turn, retryKey(run.id, run.retryAt), retryKey(run.id, retryAt));
	}
	for (const attempt of valuesOf(turn.state.attempts)) {
		const { taskId, deadlineAt: before } = attempt;
		if (before === undefined) continue;
		const deadlineAt = before + byMs;
		turn.setAttempt({ ...attempt, deadlineAt });
		moveTimer(turn, deadlineKey(taskId, before), deadlineKey(taskId, deadlineAt));
	}
	turn.emit({ type: "clock.stepped", byMs });
	// A loop that would sleep until a time of the old clock looks again.
	turn.wantLoop();
}

/** What has fired already is not armed again. */
function moveTimer(turn: Turn, from: TimerKey, to: TimerKey): void {
	const timer = findIn(turn.state.timers, from);
	if (timer === undefined) return;
	turn.change({ timers: withEntry(withoutKey(turn.state.timers, from), to, timer) });
}
