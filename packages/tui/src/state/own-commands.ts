import { closest, jobFieldNames } from "@chronos-job/core";
import { parseSpan } from "./parse-span.ts";
import { rearrange } from "./arrange.ts";
import { openLevel, openTaskOutput } from "./level-steps.ts";
import { type Next, same, withEffects } from "./next.ts";
import { withNotice } from "./notice.ts";
import { quit, switchContext } from "./leave.ts";
import { canonicalField, sortFieldOf } from "./row-fields.ts";
import { themeNames } from "./settings.ts";
import { viewNames } from "./saved-views.ts";
import { noView, openView } from "./view-steps.ts";
import { shownColumns } from "./shown-columns.ts";
import type { State } from "./state.ts";

/** What only this screen knows, typed behind a colon. */
export interface OwnCommand {
	readonly about: string;
	readonly run: (state: State, words: readonly string[]) => Next;
	/** What its word can be. */
	readonly choices?: (state: State) => readonly string[];
}

export const ownCommands: ReadonlyMap<string, OwnCommand> = new Map<string, OwnCommand>([
	["quit", { about: "Leave", run: quit }],
	["q", { about: "Leave", run: quit }],
	["help", { about: "All keys", run: (state) => same(openLevel(state, "help")) }],
	["ctx", { about: "Go to another server", run: goTo, choices: ({ place }) => place.contexts.map(({ name }) => name) }],
	["sort", { about: "Sort by a field, -field for the largest first", run: sortBy, choices: sortChoices }],
	["cols", { about: "Show these columns; the usual ones without any", run: showColumns, choices: columnChoices }],
	["view", { about: "Show a saved view", run: showView, choices: ({ settings }) => viewNames(settings) }],
	["keep", { about: "Save the filter and the order as a view with this name", run: keepView }],
	["theme", { about: "Look otherwise", run: useTheme, choices: () => themeNames }],
	["every", { about: "How often the server is asked, like 5s; 0 is never", run: askEvery }],
	["timeline", { about: "What starts in the next 24 hours", run: (state) => same(openLevel(state, "timeline")) }],
	["calls", { about: "What was asked of the server", run: (state) => same(openLevel(state, "calls")) }],
	["output", { about: "What the last command said", run: (state) => same(openTaskOutput(state)) }],
]);

function goTo(state: State, [name]: readonly string[]): Next {
	if (name === undefined) return same(openLevel(state, "contexts"));
	return switchContext(state, name);
}

function sortBy(state: State, [word]: readonly string[]): Next {
	if (word === undefined) return same(withNotice(state, `sorted by ${state.table.sort.field}`));
	const isDescending = word.startsWith("-");
	const field = canonicalField(word.replace(/^[-+]/, ""));
	if (sortFieldOf(field, state.now) === undefined) return same(withNotice(state, noField(field), "bad"));
	const sort = { field, isDescending };
	return withEffects(rearrange(state, { sort }), { type: "remember", settings: { sort } });
}

function showColumns(state: State, words: readonly string[]): Next {
	const names = words.flatMap((word) => word.split(",")).filter((name) => name !== "");
	const unknown = names.find((name) => name !== "runs" && sortFieldOf(name, state.now) === undefined);
	if (unknown !== undefined) return same(withNotice(state, noField(unknown), "bad"));
	const columns = names.length === 0 ? undefined : names.map((name) => (name === "runs" ? name : canonicalField(name)));
	const next = { ...state, table: { ...state.table, columns, scrolled: undefined } };
	return withEffects(next, { type: "remember", settings: { columns } });
}

function noField(word: string): string {
	const near = closest(word, jobFieldNames);
	return `there is no field "${word}"${near === undefined ? "" : `; ${near} is near`}`;
}

function showView(state: State, words: readonly string[]): Next {
	const names = viewNames(state.settings);
	const name = words.join(" ");
	if (name === "") return same(withNotice(state, `there are the views ${names.join(", ")}`));
	return names.includes(name) ? openView(state, name) : same(withNotice(state, noView(state, name), "bad"));
}

/** A view with that name is replaced. */
function keepView(state: State, words: readonly string[]): Next {
	const { settings, table } = state;
	const name = words.join(" ");
	if (name === "" || name === "all" || name === "failed")
		return same(withNotice(state, "a view is kept under a name of its own, like :keep mine", "bad"));
	const view = { name, filter: table.filter.text, sort: table.sort };
	const views = [...settings.views.filter((each) => each.name !== name), view];
	const next = { ...state, settings: { ...settings, views }, table: { ...table, view: name } };
	return withEffects(withNotice(next, `kept as ${name}: key ${views.length}`, "good"), {
		type: "remember",
		settings: { views },
	});
}

function useTheme(state: State, [name]: readonly string[]): Next {
	const theme = themeNames.find((each) => each === name);
	if (theme === undefined)
		return same(withNotice(state, `the themes are ${themeNames.join(", ")}`, name ? "bad" : "plain"));
	const next = { ...state, settings: { ...state.settings, theme } };
	return withEffects(next, { type: "remember", settings: { theme } });
}

function askEvery(state: State, [text = ""]: readonly string[]): Next {
	const everyMs = parseSpan(/^\d+$/.test(text) ? `${text}s` : text);
	if (everyMs === undefined || everyMs > dayMs)
		return same(withNotice(state, "the server is asked every so often, like :every 5s; 0 is never", "bad"));
	const { feed } = state.data;
	const words = feed.kind === "live" ? "this server tells by itself; it is not asked" : "";
	const next = { ...state, settings: { ...state.settings, everyMs } };
	return withEffects(words === "" ? next : withNotice(next, words), { type: "every", everyMs });
}

const dayMs = 86_400_000;

function sortChoices(): readonly string[] {
	return [...jobFieldNames, ...jobFieldNames.map((name) => `-${name}`)];
}

function columnChoices(state: State): readonly string[] {
	return [...new Set([...shownColumns(state), ...jobFieldNames])];
}
