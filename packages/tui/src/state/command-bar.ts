import { closest } from "@chronos-job/core";
import { findVerb } from "./find-verb.ts";
import { openTask } from "./level-steps.ts";
import { type Next, same, chained } from "./next.ts";
import { withNotice } from "./notice.ts";
import { selectJob } from "./select-row.ts";
import { ownCommands } from "./own-commands.ts";
import { openPane } from "./pane-fill.ts";
import type { PaneKind } from "./settings.ts";
import type { State } from "./state.ts";
import { singleTarget, targetsOf } from "./targets.ts";
import { startTasks } from "./task-steps.ts";
import { readWords } from "./typed-words.ts";
import { actOn, refusalOf } from "./verb-steps.ts";
import { verbs } from "./verbs.ts";

/** Does what was typed behind a colon: something of this screen, or a command of the program. */
export function runTyped(state: State, text: string): Next {
	const [first, ...rest] = readWords(text);
	if (first === undefined) return same(state);
	const own = ownCommands.get(first);
	if (own !== undefined) return own.run(state, rest);
	const verb = findVerb(state, [first, ...rest]);
	if (verb === undefined) return same(withNotice(state, unknown(state, first), "bad"));
	const words = verb.name.split(" ");
	return runVerb(state, { name: verb.name, takesJobs: verb.takesJobs, rest: [first, ...rest].slice(words.length) });
}

function unknown(state: State, word: string): string {
	const near = closest(word, [...ownCommands.keys(), ...state.place.verbs.map(({ name }) => name)]);
	return `there is no command "${word}"${near === undefined ? "" : `; ${near} is near`}`;
}

interface Typed {
	readonly name: string;
	readonly takesJobs: boolean;
	readonly rest: readonly string[];
}

function runVerb(state: State, typed: Typed): Next {
	const { name, rest, takesJobs } = typed;
	const pane = panes.get(name);
	const job = rest.length === 0 ? singleTarget(state) : soleJob(state, rest);
	if (pane !== undefined && job !== undefined) return openPane(selectJob(state, job), job, pane);
	const words = [...name.split(" "), ...rest];
	const refusal = refusalOf(state, words);
	if (refusal !== undefined) return same(withNotice(state, refusal, "bad"));
	if (rest.length === 0 && takesJobs && verbs.has(name)) return actOn(state, name, targetsOf(state));
	// What ends runs is asked about, also when it was typed.
	if (name === "kill" && rest.every((word) => state.data.jobs.has(word))) return actOn(state, name, rest);
	return start(state, words);
}

/** What has a pane of its own is shown there. */
const panes: ReadonlyMap<string, PaneKind> = new Map<string, PaneKind>([
	["show", "detail"],
	["logs", "log"],
	["why", "why"],
	["history", "history"],
]);

function soleJob({ data }: State, words: readonly string[]): string | undefined {
	const [job] = words;
	return words.length === 1 && job !== undefined && data.jobs.has(job) ? job : undefined;
}

/** What was only asked for is shown as it comes. */
function start(state: State, words: readonly string[]): Next {
	const id = state.serial;
	return chained(startTasks(state, [words]), (next) => {
		const task = next.tasks.find((each) => each.id === id);
		return same(task?.writes === false ? openTask(next, id) : next);
	});
}
