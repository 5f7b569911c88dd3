import { comingRows } from "../state/coming-rows.ts";
import { helpRows } from "../state/help-rows.ts";
import type { JobLevel, Level } from "../state/level.ts";
import type { State } from "../state/state.ts";
import { formatSpan } from "../text/age.ts";
import { stripToLine } from "../text/strip-controls.ts";
import { countSentence } from "./job-sentences.ts";

/** Where somebody is now, and what there is to read. */
export function levelSentences(before: State, after: State): readonly string[] {
	const [old, young] = [before.levels.at(-1), after.levels.at(-1)];
	if (old === young || young === undefined) return [];
	return isSamePlace(old, young) ? newsOf(old, young, after) : arrivalOf(young, after);
}

function isSamePlace(old: Level | undefined, young: Level): old is Level {
	return old?.kind === "job" && young.kind === "job" ? old.key === young.key : old?.kind === young.kind;
}

function newsOf(old: Level, young: Level, state: State): readonly string[] {
	if (old.kind === "job" && young.kind === "job") return textSentences(old, young);
	return young.kind === "contexts" ? [contextSentence(state, young.selected)] : [];
}

function arrivalOf(level: Level, state: State): readonly string[] {
	if (level.kind === "job") return [`${level.pane} of ${stripToLine(level.job)}.`, ...level.text.lines];
	if (level.kind === "help") return ["Keys.", ...helpSentences(state, level.filter)];
	if (level.kind === "contexts") return ["Contexts.", contextSentence(state, level.selected)];
	if (level.kind === "task") return state.tasks.find(({ id }) => id === level.task)?.lines ?? [];
	return arrivals[level.kind](state);
}

const arrivals = {
	jobs: (state: State) => [`Jobs. ${countSentence(state)}`],
	calls: ({ calls }: State) => ["What was asked of the server.", ...calls.slice(-mostCalls).map(({ text }) => text)],
	timeline: (state: State) => ["What runs next.", ...comingSentences(state)],
} as const;

const mostCalls = 20;
const mostComing = 20;

function helpSentences(state: State, filter: string): readonly string[] {
	return helpRows(state, filter).map((row) =>
		row.kind === "heading"
			? `${row.text}:`
			: `${row.binding.keys.join(" or ")}: ${row.binding.about}${row.binding.cli === undefined ? "" : `, as ${row.binding.cli}`}.`,
	);
}

function contextSentence({ place: { contexts } }: State, selected: number): string {
	const choice = contexts[selected];
	if (choice === undefined) return "There is no context.";
	const marks = choice.marks.length === 0 ? "" : `, ${choice.marks.join(", ")}`;
	return `${choice.name}, ${choice.server}${marks}: ${selected + 1} of ${contexts.length}.`;
}

function comingSentences({ data: { jobs }, now }: State): readonly string[] {
	return comingRows(jobs)
		.slice(0, mostComing)
		.map(
			({ name, nextAt = now }) => `${stripToLine(name)} ${nextAt <= now ? "now" : `in ${formatSpan(nextAt - now)}`}.`,
		);
}

/** What was written since, line by line. */
function textSentences({ text: old }: JobLevel, { text: young }: JobLevel): readonly string[] {
	if (old === young) return [];
	if (young.status === "failed" && old.status !== "failed") return young.lines;
	// A line is read when it has come to its end.
	const read = old.dropped + wholeLines(old);
	const lines = young.lines.slice(Math.max(0, read - young.dropped), wholeLines(young));
	return young.isEnded && !old.isEnded ? [...lines, ...openLine(young), "End."] : lines;
}

function wholeLines({ lines, open }: JobLevel["text"]): number {
	return open === "" ? lines.length : lines.length - 1;
}

function openLine({ lines, open }: JobLevel["text"]): readonly string[] {
	return open === "" ? [] : lines.slice(-1);
}
