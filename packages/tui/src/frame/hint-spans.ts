import { bindingsIn } from "../keys/key-map.ts";
import type { Key } from "../keys/key.ts";
import { placeOf } from "../state/place.ts";
import type { Dialog } from "../state/dialog.ts";
import type { State } from "../state/state.ts";
import { widthOf } from "../text/cells.ts";
import { isTyped } from "./dialog-box.ts";
import type { Span } from "./frame.ts";
import { keyName } from "./key-name.ts";
import { span } from "./line.ts";

/** The keys that are of most use here, as many as fit; help is never left out. */
export function hintSpans(state: State, width: number): readonly Span[] {
	return fittingHints(state, width).flatMap(({ key, about }, index) => [
		span(index === 0 ? "" : " ".repeat(gap)),
		span(keyName(key), "strong"),
		span(` ${about}`),
	]);
}

/** The key whose hint stands in this cell of the line; undefined where none does. */
export function hintKeyAt(state: State, column: number): Key | undefined {
	let from = 0;
	for (const hint of fittingHints(state, state.size.columns)) {
		const to = from + cellsOf(hint);
		if (column >= from && column < to) return hint.key;
		from = to + gap;
	}
	return undefined;
}

interface Hint {
	readonly key: Key;
	readonly about: string;
	readonly isNeeded: boolean;
}

const gap = 2;
/** From there on hints are about the whole program. */
const neededFrom = 90;

function fittingHints(state: State, width: number): readonly Hint[] {
	const hints = hintsFor(state);
	const sumOf = (some: readonly Hint[]) => some.reduce((sum, hint) => sum + cellsOf(hint) + gap, -gap);
	let kept = hints;
	while (kept.length > 0 && sumOf(kept) > width) kept = kept.toSpliced(leastIndex(kept), 1);
	return kept;
}

/** Of those about this view the last one; of the others the first. */
function leastIndex(hints: readonly Hint[]): number {
	const own = hints.findLastIndex(({ isNeeded }) => !isNeeded);
	return Math.max(0, own);
}

function cellsOf({ key, about }: Hint): number {
	return widthOf(keyName(key)) + 1 + widthOf(about);
}

function hintsFor(state: State): readonly Hint[] {
	if (state.dialog !== undefined) return dialogHints(state.dialog);
	const isReadOnly = state.place.isReadOnly || state.settings.isReadOnly;
	return bindingsIn(placeOf(state), state.settings.keys)
		.filter(({ hint, writes }) => hint !== undefined && !(isReadOnly && writes === true))
		.toSorted((a, b) => (a.hint ?? 0) - (b.hint ?? 0))
		.map(({ keys, command, hint = 0 }) => ({
			key: keys[0] ?? "",
			about: hintWord(command),
			isNeeded: hint >= neededFrom,
		}));
}

/** `job.kill` is said as kill, `help.open` as help. */
function hintWord(command: string): string {
	const [group = "", verb = ""] = command.split(".");
	return verb === "" || (verb === "open" && group !== "job") ? group : verb;
}

const cancel = always("escape", "cancel");

function dialogHints(dialog: Dialog): readonly Hint[] {
	if (isTyped(dialog)) return [always("enter", dialog.kind === "count" ? "go on" : "answer"), cancel];
	const choices = dialog.kind === "confirm" ? dialog.choices : undefined;
	if (choices === undefined) return [always("y", "yes"), always("n", "no"), cancel];
	return [...choices.map(({ key, hint }) => always(key, hint)), cancel];
}

function always(key: Key, about: string): Hint {
	return { key, about, isNeeded: true };
}
