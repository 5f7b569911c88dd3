import type { State } from "./state.ts";
import type { Notice } from "./task.ts";

const noticeMs = { plain: 4000, good: 4000, bad: 8000 } as const;

/** A line for a few seconds. */
export function withNotice(state: State, text: string, tone: Notice["tone"] = "plain"): State {
	return { ...state, notice: { text, tone, untilAt: state.now + noticeMs[tone] } };
}
