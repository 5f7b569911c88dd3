import type { Input } from "../state/input.ts";
import type { FeedState, State } from "../state/state.ts";
import type { Task } from "../state/task.ts";
import { cutEnd, sliceCells, widthOf } from "../text/cells.ts";
import { glyphsFor } from "../text/glyphs.ts";
import { stripToLine } from "../text/strip-controls.ts";
import type { Line, Span } from "./frame.ts";
import { hintSpans } from "./hint-spans.ts";
import { cellsOf, lineBetween, lineOf, span } from "./line.ts";

export interface BottomLine {
	readonly line: Line;
	/** Where the cursor stands. */
	readonly cursor?: number;
}

/** What is typed; else what is going on; and the keys that are of use here. */
export function bottomLine(state: State): BottomLine {
	if (state.input !== undefined) return inputLine(state.input, state);
	const width = state.size.columns;
	const message = state.dialog === undefined ? messageSpans(state) : [];
	const room = width - cellsOf(message) - 2;
	const hints = hintSpans(state, message.length === 0 ? width : room);
	return { line: message.length === 0 ? lineOf(hints, width) : lineBetween(message, hints, width) };
}

const prompts: Readonly<Record<Input["kind"], string>> = { filter: "/", command: ":", search: "/", narrow: "/" };

/** The part of it that the cursor is in; what is wrong with it, or what it could become. */
function inputLine(input: Input, { size, table, settings }: State): BottomLine {
	const prompt = prompts[input.kind];
	const note = noteOf(input, table);
	const most = Math.floor(size.columns / 2);
	const right =
		note.text === "" ? [] : [{ ...note, text: cutEnd(note.text, most, glyphsFor(settings.isAscii).ellipsis) }];
	const room = size.columns - prompt.length - cellsOf(right) - 2;
	const before = widthOf(input.text.slice(0, input.cursor));
	const hidden = Math.max(0, before - room);
	const text = sliceCells(input.text, hidden, room);
	return {
		line: lineBetween([span(prompt, "strong"), span(text)], right, size.columns),
		cursor: Math.min(prompt.length + before - hidden, size.columns - 1),
	};
}

function noteOf(input: Input, { filter, matching }: State["table"]): Span {
	if (!("choices" in input)) return span("");
	if (input.kind === "filter" && filter.problem !== undefined) return span(stripToLine(filter.problem), "bad");
	if (input.choices.length > 0) return span(stripToLine(input.choices.join("  ")), "dim");
	return span(input.kind === "filter" && input.text !== "" ? `${matching} match` : "", "dim");
}

const noticeTones = { plain: "strong", good: "good", bad: "bad" } as const;

/** What was just told, what is under way, or why nothing comes any more: the most pressing of them. */
function messageSpans({ notice, tasks, size, data }: State): readonly Span[] {
	if (notice !== undefined) return [span(cutEnd(stripToLine(notice.text), size.columns), noticeTones[notice.tone])];
	const running = tasks.filter(({ status }) => status === "requesting");
	const last = running.at(-1);
	const room = size.columns - roomForHelp;
	if (last !== undefined) return [span(cutEnd(requestText(last, tasks, running.length), room), "active")];
	return data.at === undefined ? [] : troubleSpans(data.feed, room);
}

const roomForHelp = 20;

function troubleSpans(feed: FeedState, width: number): readonly Span[] {
	if (feed.kind !== "offline") return [];
	const text = feed.hint === undefined ? feed.message : `${feed.message}: ${feed.hint}`;
	return [span(cutEnd(stripToLine(text), width), "bad")];
}

/** Nothing is shown as done before the server says so. */
function requestText(task: Task, tasks: readonly Task[], running: number): string {
	const line = stripToLine(task.line);
	if (task.batch === undefined) return `requesting… ${line}${running > 1 ? `, and ${running - 1} more` : ""}`;
	const batch = tasks.filter(({ batch }) => batch === task.batch);
	const ended = batch.filter(({ status }) => status !== "requesting" && status !== "waiting");
	const failed = ended.filter(({ status }) => status === "failed").length;
	return `requesting… ${ended.length} of ${batch.length} (O to stop): ${ended.length - failed} ok, ${failed} failed, ${line}`;
}
