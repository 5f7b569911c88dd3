import type { Effect } from "./effect.ts";
import { layoutOf } from "./layout.ts";
import { emptyText } from "./log-lines.ts";
import { type Next, same, withEffects } from "./next.ts";
import { withNotice } from "./notice.ts";
import { jobLevelOf, levelOf } from "./place.ts";
import type { PaneKind } from "./settings.ts";
import type { JobLevel } from "./level.ts";
import type { State } from "./state.ts";

/** Opens what can be seen of a job, in place of another job or another pane of it. */
export function openPane(state: State, job: string, pane: PaneKind): Next {
	const before = jobLevelOf(state);
	const level: JobLevel = {
		kind: "job",
		zoom: "normal",
		isFocused: true,
		wraps: false,
		log: { stream: "stdout", back: 0, follows: true, unseen: 0 },
		...before,
		job,
		pane,
		key: "",
		text: emptyText,
		scroll: { top: 0, left: 0 },
		search: undefined,
	};
	const below = before === undefined ? state.levels : state.levels.slice(0, -1);
	return startFilling({ ...state, levels: [...below, level] });
}

/** Fills the open pane anew: it has another job, another attempt or another stream. */
export function startFilling(state: State): Next {
	const level = jobLevelOf(state);
	if (level === undefined) return same(state);
	const fresh = { ...level, key: `${level.pane}-${state.serial}`, text: emptyText, scroll: { top: 0, left: 0 } };
	const isLog = level.pane === "log";
	const log = { ...level.log, follows: isLog, unseen: 0 };
	const next = withJobLevel({ ...state, serial: state.serial + 1 }, { ...fresh, log });
	return refill(next);
}

/** Fills it with the same again; what is shown stays until that is there. */
export function refill(state: State): Next {
	const level = jobLevelOf(state);
	return level === undefined ? same(state) : withEffects(state, fillingOf(state, level));
}

/** What is shown of a job follows the job. */
export function refillOnChange(state: State, changed: readonly string[]): Next {
	const level = jobLevelOf(state);
	if (level === undefined || !changed.includes(level.job)) return same(state);
	return level.pane === "log" ? same(tellOfNewAttempt(state, level)) : refill(state);
}

/** What is told of a job alone, and not by the server's list. */
export function refillDetail(state: State, changed: readonly string[]): Next {
	const level = jobLevelOf(state);
	return level?.pane === "detail" && changed.includes(level.job) ? refill(state) : same(state);
}

/** The log of an attempt that has ended is not taken away from who reads it. */
function tellOfNewAttempt(state: State, { text, log, job }: JobLevel): State {
	const isOver = text.isEnded && log.back === 0 && (state.data.jobs.get(job)?.running ?? 0) > 0;
	return isOver ? withNotice(state, `${job} runs again; l shows what it writes now`) : state;
}

export function withJobLevel(state: State, level: JobLevel): State {
	return levelOf(state).kind === "job" ? { ...state, levels: [...state.levels.slice(0, -1), level] } : state;
}

/** How many lines of what was written before are read. */
const logTail = 1000;

function fillingOf(state: State, { key, job, pane, log }: JobLevel): Effect {
	if (pane === "log") return { type: "follow", key, query: { job, stream: log.stream, back: log.back, tail: logTail } };
	return { type: "fill", key, words: paneWords[pane](job), width: paneWidth(state) };
}

export function paneWidth(state: State): number {
	return layoutOf(state).pane?.columns ?? state.size.columns;
}

const paneWords: Readonly<Record<Exclude<PaneKind, "log">, (job: string) => readonly string[]>> = {
	detail: (job) => ["show", ...named(job)],
	why: (job) => ["why", ...named(job)],
	history: (job) => ["history", ...named(job)],
	// The value of an option may not look like one.
	graph: (job) => (job.startsWith("-") ? ["graph", `--around=${job}`] : ["graph", "--around", job]),
	json: (job) => ["show", "--output", "json", ...named(job)],
};

/** A name may look like an option. */
export function named(...names: readonly string[]): readonly string[] {
	return names.some((name) => name.startsWith("-")) ? ["--", ...names] : names;
}
