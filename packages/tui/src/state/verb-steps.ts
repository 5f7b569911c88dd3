import { openDialog } from "./dialog-queue.ts";
import { type Next, same } from "./next.ts";
import { withNotice } from "./notice.ts";
import { named } from "./pane-fill.ts";
import { startTasks, writesOf } from "./task-steps.ts";
import type { State } from "./state.ts";
import { type Verb, verbs } from "./verbs.ts";

/** From so many objects on the number has to be typed. */
const many = 10;

/** Does something to jobs, after a question where the program itself would ask none. */
export function actOn(state: State, verbName: string, names: readonly string[]): Next {
	if (names.length === 0) return same(withNotice(state, "no job is selected", "bad"));
	const verb: Verb = verbs.get(verbName) ?? {};
	const refusal = refusalOf(state, [verbName], verb.isSingle === true && names.length > 1);
	if (refusal !== undefined) return same(withNotice(state, refusal, "bad"));
	const commands = commandsFor({ verbName, verb, names });
	if (names.length > many) return same(askForCount(state, { verbName, verb, names }));
	const question = verb.question?.(state, names);
	if (question === undefined) return startTasks(state, commands);
	const lines = linesFor(state, names);
	return same(openDialog(state, { kind: "confirm", question, lines, words: commands, effects: [] }));
}

/** Why a command is not run at all. */
export function refusalOf(state: State, words: readonly string[], isTooMuch = false): string | undefined {
	const [verb = ""] = words;
	if (isTooMuch) return `${verb} takes one job at a time, and several are marked`;
	if (!writesOf(state, words)) return undefined;
	const { place, settings } = state;
	if (place.isReadOnly) return `${place.context} is only read from here, and ${verb} may change it`;
	return settings.isReadOnly ? `with --readonly nothing is changed, and ${verb} may change something` : undefined;
}

interface Wish {
	readonly verbName: string;
	readonly verb: Verb;
	readonly names: readonly string[];
}

function askForCount(state: State, { verbName, verb, names }: Wish): State {
	const words = commandsFor({ verbName, verb, names }, true);
	const question = `${verbName[0]?.toUpperCase()}${verbName.slice(1)} ${names.length} jobs?`;
	const lines = linesFor(state, names);
	return openDialog(state, { kind: "count", question, count: names.length, lines, text: "", words });
}

function commandsFor({ verbName, verb, names }: Wish, isAgreed = false): readonly (readonly string[])[] {
	const options = isAgreed && verb.asks === true ? ["--yes"] : [];
	if (verb.takesOne === true) return names.map((name) => [verbName, ...options, ...named(name)]);
	return [[verbName, ...options, ...named(...names)]];
}

function linesFor({ place }: State, names: readonly string[]): readonly string[] {
	const shown = names.length === 1 ? [] : [names.slice(0, 5).join(", ") + (names.length > 5 ? ", …" : "")];
	return place.isDanger ? [...shown, `${place.context} is marked as dangerous.`] : shown;
}
