import { findRow } from "../state/rows.ts";
import type { Dialog } from "../state/dialog.ts";
import type { FeedState, State } from "../state/state.ts";
import type { Task } from "../state/task.ts";
import { stripToLine } from "../text/strip-controls.ts";
import type { AttemptNotes } from "./attempt-notes.ts";
import { jobSentences, rowSentence } from "./job-sentences.ts";
import { levelSentences } from "./level-sentences.ts";

/** All that changed from one state to the next, as lines to be read aloud. */
export function sentencesOf(before: State, after: State, notes: AttemptNotes): readonly string[] {
	const said = [
		...feedSentences(before.data.feed, after.data.feed),
		...jobSentences(before, after, notes),
		...levelSentences(before, after),
		...selectionSentences(before, after),
		...inputSentences(before, after),
		...taskSentences(before, after),
		...dialogSentences(before.dialog, after.dialog),
	];
	const { notice } = after;
	// What a command said last is a notice as well.
	const isNews = notice !== undefined && notice !== before.notice && !said.includes(notice.text);
	return isNews && before.tasks.at(-1)?.lines.at(-1) !== notice.text ? [...said, notice.text] : said;
}

function feedSentences(before: FeedState, after: FeedState): readonly string[] {
	if (before === after) return [];
	if (after.kind === "offline") {
		if (before.kind === "offline" && before.message === after.message) return [];
		return [`No news from the server: ${after.message}.`, ...(after.hint === undefined ? [] : [after.hint])];
	}
	if (before.kind === "offline") return ["The server answers again."];
	if (after.kind === "paused") return ["Paused."];
	return before.kind === "paused" ? ["News again."] : [];
}

function selectionSentences(before: State, after: State): readonly string[] {
	const { selected } = after.table;
	if (selected === undefined || after.levels.at(-1)?.kind !== "jobs") return [];
	// Of what was selected without anybody's doing nobody wants to hear.
	const isOld = selected === before.table.selected || before.table.selected === undefined;
	return [...markSentences(before, after), ...(isOld ? [] : [selectedSentence(after, selected)])];
}

function markSentences({ table: { marked: before } }: State, { table: { marked: after } }: State): readonly string[] {
	if (before === after) return [];
	const changed = [...after, ...before].filter((name) => after.has(name) !== before.has(name));
	const [name = ""] = changed;
	if (changed.length === 0) return [];
	if (changed.length > 1) return [`${after.size} marked.`];
	return [`${stripToLine(name)} ${after.has(name) ? "marked" : "not marked any more"}, ${after.size} in all.`];
}

function selectedSentence(state: State, name: string): string {
	const { order } = state.table;
	const row = findRow(state, name);
	const words = row === undefined ? groupSentence(state, name) : rowSentence(row, state.now);
	return `${words} ${order.indexOf(name) + 1} of ${order.length}.`;
}

function groupSentence({ table: { groups } }: State, name: string): string {
	const group = groups.get(name);
	if (group === undefined) return `${stripToLine(name)}.`;
	const { jobs, queued, running, done, failed } = group;
	return `Sweep ${stripToLine(group.name)}, ${jobs.length} jobs: ${running} running, ${queued} queued, ${done} done, ${failed} failed.`;
}

function inputSentences({ input: before }: State, after: State): readonly string[] {
	const { input } = after;
	if (input === before) return [];
	if (input === undefined) return before?.kind === "filter" ? [filterSentence(after)] : [];
	if (input.text === before?.text) return [];
	return [`${input.kind}: ${input.text}${input.kind === "filter" ? foundWords(after) : ""}`];
}

function filterSentence(state: State): string {
	const { text } = state.table.filter;
	return `Filter ${text === "" ? "off" : text}${foundWords(state)}.`;
}

function foundWords({ table, data }: State): string {
	const { problem } = table.filter;
	return `, ${table.matching} of ${data.counts.total}${problem === undefined ? "" : `: ${problem}`}`;
}

function taskSentences(before: State, after: State): readonly string[] {
	if (before.tasks === after.tasks) return [];
	const known = new Map(before.tasks.map((task) => [task.id, task]));
	return after.tasks.flatMap((task) => taskNews(known.get(task.id), task));
}

function taskNews(before: Task | undefined, task: Task): readonly string[] {
	if (before === task) return [];
	const hasBegun = task.status === "requesting" && before?.status !== "requesting";
	const hasEnded = isOver(task) && before?.status !== task.status;
	return [
		...(hasBegun ? [`Requesting: ${task.line}.`] : []),
		...newLines(before, task, hasEnded),
		...(hasEnded ? [`${task.line}: ${task.status}.`] : []),
	];
}

function isOver({ status }: Task): boolean {
	return status !== "requesting" && status !== "waiting";
}

/** A line is read when it has come to its end. */
function newLines(before: Task | undefined, task: Task, hasEnded: boolean): readonly string[] {
	const read = before === undefined ? 0 : before.lines.length - (before.open === "" ? 0 : 1);
	return task.lines.slice(read, task.open === "" || hasEnded ? undefined : -1);
}

function dialogSentences(before: Dialog | undefined, dialog: Dialog | undefined): readonly string[] {
	if (dialog === before || dialog === undefined) return [];
	const isSame = before?.kind === dialog.kind && before.question === dialog.question;
	if (isSame) return "text" in dialog ? [dialog.text] : [];
	if (dialog.kind === "question") return [...dialog.said, dialog.question];
	return [...dialog.lines, dialog.question, ...(dialog.kind === "count" ? [`Type ${dialog.count} to go on.`] : [])];
}
