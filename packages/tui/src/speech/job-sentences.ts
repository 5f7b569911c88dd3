import type { JobRow, RowState } from "../state/job-row.ts";
import type { State } from "../state/state.ts";
import { formatSpan } from "../text/age.ts";
import { stripToLine } from "../text/strip-controls.ts";
import type { AttemptNotes } from "./attempt-notes.ts";

/** What became of jobs, as sentences; of many at once only their number. */
export function jobSentences(before: State, after: State, notes: AttemptNotes): readonly string[] {
	if (before.data.jobs === after.data.jobs) return [];
	if (before.data.at === undefined) return [countSentence(after)];
	const sentences = changesBetween(before, after).flatMap((change) => changeSentence(change, after, notes));
	return sentences.length > mostSentences ? [`${sentences.length} jobs changed; ${countSentence(after)}`] : sentences;
}

const mostSentences = 8;

export function countSentence({ data: { counts } }: State): string {
	const { total, running, queued, failed } = counts;
	return `${total} ${total === 1 ? "job" : "jobs"}: ${running} running, ${queued} queued, ${failed} failed.`;
}

interface RowChange {
	readonly name: string;
	readonly old: JobRow | undefined;
	readonly young: JobRow | undefined;
}

function changesBetween({ data: before }: State, { data: after }: State): readonly RowChange[] {
	const gone = [...before.jobs.keys()].filter((name) => !after.jobs.has(name));
	return [...after.changed, ...gone].map((name) => ({ name, old: before.jobs.get(name), young: after.jobs.get(name) }));
}

function changeSentence({ name, old, young }: RowChange, { now }: State, notes: AttemptNotes): readonly string[] {
	const called = stripToLine(name);
	if (young === undefined) return old === undefined ? [] : [`${called} is gone.`];
	if (young.state === "running") notes.begin(name, now);
	if (old === undefined) return [`${called} is new: ${stateWords[young.state]}.`];
	if (hasEnded(old, young))
		return [`${called} ${young.last === "failure" ? "failed" : "succeeded"}${notes.endOf(name, now)}.`];
	// Of a retry the server tells more.
	return old.state === young.state || young.state === "retry" ? [] : [`${called} ${stateWords[young.state]}.`];
}

/** Whether a verdict came in between, also of a run that nobody saw. */
function hasEnded(old: JobRow, young: JobRow): boolean {
	if (old.successes !== undefined && young.successes !== undefined) {
		return old.successes !== young.successes || old.errors !== young.errors;
	}
	return old.state === "running" && (young.state === "ok" || young.state === "failed");
}

const stateWords: Readonly<Record<RowState, string>> = {
	running: "runs",
	queued: "waits for its turn",
	retry: "has failed and is tried again",
	failed: "has failed",
	ok: "has succeeded",
	fresh: "has not run yet",
	disabled: "is disabled",
};

/** All that is known of a row, in a sentence. */
export function rowSentence(row: JobRow, now: number): string {
	const { name, state, lastAt, nextAt } = row;
	const last = lastAt === undefined || state === "running" ? "" : ` ${formatSpan(now - lastAt)} ago`;
	const next = nextAt === undefined ? "" : `, next ${nextAt <= now ? "now" : `in ${formatSpan(nextAt - now)}`}`;
	return `${stripToLine(name)} ${stateWords[state]}${last}${next}.`;
}
