import type { Key } from "../keys/key.ts";
import { rearrange } from "./arrange.ts";
import { runTyped } from "./command-bar.ts";
import { completeWord } from "./completion.ts";
import { editLine, insertText } from "./edit-line.ts";
import { chained, type Next, same, withEffects } from "./next.ts";
import { withNotice } from "./notice.ts";
import { jobLevelOf, levelOf } from "./place.ts";
import { findView } from "./saved-views.ts";
import { parseRowFilter } from "./row-filter.ts";
import { searchFor } from "./search-steps.ts";
import { withLevel } from "./scroll.ts";
import type { CommandInput, FilterInput, Input } from "./input.ts";
import type { AppliedFilter, State } from "./state.ts";

export function openInput(state: State, kind: Input["kind"]): State {
	const text = startingText(state, kind);
	const line = { text, cursor: text.length };
	const isPlain = kind === "search" || kind === "narrow";
	const input: Input = isPlain ? { kind, ...line } : { kind, ...line, recalled: undefined, choices: [] };
	return { ...state, input };
}

/** A key while something is typed. */
export function onInputKey(state: State, input: Input, key: Key): Next {
	const special = specialKeys.get(key);
	if (special !== undefined) return special(state, input);
	const edited = editLine(input, key);
	return same(edited === undefined ? state : typed(state, { ...input, ...edited }));
}

/** Line breaks would end what is typed, so they become blanks. */
export function onInputPaste(state: State, input: Input, text: string): Next {
	return same(typed(state, { ...input, ...insertText(input, text.replaceAll(/\s+/g, " ")) }));
}

function startingText({ table, levels }: State, kind: Input["kind"]): string {
	if (kind === "filter") return table.filter.text;
	const level = levelOf({ levels });
	return kind === "narrow" && level.kind === "help" ? level.filter : "";
}

const specialKeys: ReadonlyMap<Key, (state: State, input: Input) => Next> = new Map<
	Key,
	(state: State, input: Input) => Next
>([
	["enter", accept],
	["escape", cancel],
	["ctrl-c", cancel],
	["tab", (state, input) => same(hasHistory(input) ? typed(state, completeWord(state, input)) : state)],
	["up", (state, input) => same(recall(state, input, 1))],
	["down", (state, input) => same(recall(state, input, -1))],
]);

function hasHistory(input: Input): input is FilterInput | CommandInput {
	return input.kind === "filter" || input.kind === "command";
}

/** What is typed has its effect at once, except for commands. */
function typed(state: State, input: Input): State {
	const next = { ...state, input };
	if (input.kind === "filter") return input.text === state.input?.text ? next : applyFilter(next, input.text);
	if (input.kind === "search") return searchFor(next, input.text);
	const level = levelOf(state);
	if (input.kind === "narrow" && level.kind === "help") return withLevel(next, { ...level, filter: input.text });
	return next;
}

/** A filter that cannot be read leaves the last good one, and says why. */
export function applyFilter(state: State, text: string): State {
	const read = parseRowFilter(text, { now: state.now, user: state.place.user });
	if ("problem" in read) return withFilter(state, { ...state.table.filter, problem: read.problem });
	const view = viewAfter(state, text.trim());
	return rearrange(state, { view, filter: { text: text.trim(), problem: undefined, ...read } });
}

/** What was saved under a name is not what is shown any more when its filter was changed. */
function viewAfter({ settings, table }: State, text: string): string {
	const saved = findView(settings, table.view);
	return saved === undefined || saved.filter === text ? table.view : "all";
}

function withFilter(state: State, filter: AppliedFilter): State {
	return { ...state, table: { ...state.table, filter } };
}

function accept(state: State, input: Input): Next {
	const closed = { ...state, input: undefined };
	if (input.kind === "command")
		return chained(remembered(closed, "commands", input.text), (next) => runTyped(next, input.text));
	if (input.kind !== "filter") return same(closed);
	const { filter } = state.table;
	return chained(remembered(withFilter(closed, { ...filter, problem: undefined }), "filters", filter.text), (next) =>
		same(filter.problem === undefined ? next : withNotice(next, filter.problem, "bad")),
	);
}

function cancel(state: State, input: Input): Next {
	const closed = { ...state, input: undefined };
	if (input.kind === "filter") return same(applyFilter(closed, ""));
	if (input.kind === "narrow") return same({ ...typed(state, { ...input, text: "", cursor: 0 }), input: undefined });
	return same(input.kind === "search" ? withoutSearch(closed) : closed);
}

function withoutSearch(state: State): State {
	const level = jobLevelOf(state);
	return level === undefined ? state : withLevel(state, { ...level, search: undefined });
}

/** The line that was typed before, or after that; the newest is the first to come. */
function recall(state: State, input: Input, by: 1 | -1): State {
	if (!hasHistory(input)) return state;
	const past = input.kind === "filter" ? state.history.filters : state.history.commands;
	const recalled = (input.recalled ?? -1) + by;
	if (recalled >= past.length) return state;
	const text = past.at(-1 - recalled) ?? "";
	if (recalled < 0) return typed(state, { ...input, text: "", cursor: 0, recalled: undefined });
	return typed(state, { ...input, text, cursor: text.length, recalled });
}

const historyLength = 100;

function remembered(state: State, list: keyof State["history"], text: string): Next {
	const line = text.trim();
	if (line === "") return same(state);
	const lines = [...state.history[list].filter((each) => each !== line), line].slice(-historyLength);
	const history = { ...state.history, [list]: lines };
	return withEffects({ ...state, history }, { type: "remember", settings: { history } });
}
