import type { Key } from "../keys/key.ts";
import type { Action } from "../state/action.ts";

/** What somebody does at a terminal. */
export type InputAction = Extract<Action, { readonly type: "key" | "paste" | "mouse" }>;

export interface ParsedInput {
	readonly actions: readonly InputAction[];
	/** A sequence that has not come to its end. */
	readonly rest: string;
}

/** What a terminal sent, as keys; a sequence that does not go on is an Escape in the end. */
export function parseInput(text: string, isLast: boolean): ParsedInput {
	const actions: InputAction[] = [];
	let at = 0;
	while (at < text.length) {
		const piece = pieceAt(text, at);
		if (piece === undefined && (!isLast || text.startsWith(pasteStart, at))) break;
		if (piece === undefined) return { actions: [...actions, keyPress("escape")], rest: "" };
		if (piece.action !== undefined) actions.push(piece.action);
		at += piece.length;
	}
	return { actions, rest: text.slice(at) };
}

interface Piece {
	readonly length: number;
	/** Undefined for what means nothing here. */
	readonly action?: InputAction | undefined;
}

const escape = "\u001B";
const pasteStart = `${escape}[200~`;
const pasteEnd = `${escape}[201~`;

function keyPress(key: Key): InputAction {
	return { type: "key", key };
}

/** Undefined where more has to come. */
function pieceAt(text: string, at: number): Piece | undefined {
	if (text[at] !== escape) return characterAt(text, at);
	if (text.startsWith(pasteStart, at)) return pasteAt(text, at);
	const rest = text.slice(at, at + longestSequence);
	if (unfinished.test(rest)) return undefined;
	const sequence = complete.exec(rest)?.[0];
	if (sequence !== undefined) return { length: sequence.length, action: sequenceAction(sequence.slice(1)) };
	// Alt with a key looks the same as Escape before it, and nobody is given Alt to press here.
	return { length: 1, action: keyPress("escape") };
}

const longestSequence = 64;
// oxlint-disable-next-line eslint/no-control-regex -- that is what terminals send
const unfinished = /^\u001B(?:O|\[|\[\[|\[[\d;<>?]+)?$/;
// oxlint-disable-next-line eslint/no-control-regex -- that is what terminals send
const complete = /^\u001B(?:O[A-Za-z]|\[\[[A-E]|\[[\d;<>?]*[@-Z\\^-~])/;

function pasteAt(text: string, at: number): Piece | undefined {
	const from = at + pasteStart.length;
	const end = text.indexOf(pasteEnd, from);
	if (end < 0) return undefined;
	return { length: end + pasteEnd.length - at, action: { type: "paste", text: text.slice(from, end) } };
}

function characterAt(text: string, at: number): Piece {
	const code = text.codePointAt(at) ?? 0;
	const character = String.fromCodePoint(code);
	const name = namedCharacters.get(character) ?? (code < 0x20 ? controlName(code) : character);
	return { length: character.length, action: keyPress(name) };
}

const namedCharacters: ReadonlyMap<string, Key> = new Map([
	["\r", "enter"],
	["\n", "enter"],
	["\t", "tab"],
	["\u007F", "backspace"],
	["\b", "backspace"],
	["\0", "ctrl-space"],
	[" ", "space"],
]);

/** `ctrl-a` is 1. */
function controlName(code: number): Key {
	return `ctrl-${String.fromCodePoint(code + 0x40).toLowerCase()}`;
}

/** Of what follows the Escape. */
function sequenceAction(sequence: string): InputAction | undefined {
	const mouse = /^\[<(\d+);(\d+);(\d+)([Mm])$/.exec(sequence);
	if (mouse !== null) return mouseAction(mouse);
	const [, first = "", modifier = "1", last = ""] = /^[[O]+(\d*)(?:;(\d+))?(.)$/.exec(sequence) ?? [];
	const name = sequence.startsWith("[[") ? linuxKeys.get(last) : keyName(last, first);
	return name === undefined ? undefined : keyPress(`${modifiersOf(Number(modifier))}${name}`);
}

function keyName(last: string, number: string): Key | undefined {
	if (last === "~") return numberedKeys.get(Number(number));
	// With other numbers it is an answer, such as where the cursor stands.
	return number === "" || number === "1" ? letteredKeys.get(last) : undefined;
}

const letteredKeys: ReadonlyMap<string, Key> = new Map([
	["A", "up"],
	["B", "down"],
	["C", "right"],
	["D", "left"],
	["F", "end"],
	["H", "home"],
	["M", "enter"],
	["Z", "shift-tab"],
	["P", "f1"],
	["Q", "f2"],
	["R", "f3"],
	["S", "f4"],
]);

const numberedKeys: ReadonlyMap<number, Key> = new Map(
	[
		[1, "home"],
		[2, "insert"],
		[3, "delete"],
		[4, "end"],
		[5, "pageup"],
		[6, "pagedown"],
		[7, "home"],
		[8, "end"],
		...[11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].map((code, index) => [code, `f${index + 1}`] as const),
	].map(([code, name]) => [Number(code), String(name)]),
);

/** On the console of Linux. */
const linuxKeys: ReadonlyMap<string, Key> = new Map(
	[...["A", "B", "C", "D", "E"].entries()].map(([index, letter]) => [letter, `f${index + 1}`]),
);

function modifiersOf(code: number): string {
	const bits = code - 1;
	return modifiers.map(([bit, name]) => ((bits & bit) === 0 ? "" : `${name}-`)).join("");
}

const modifiers = [
	[4, "ctrl"],
	[2, "alt"],
	[1, "shift"],
] as const;

function mouseAction([, button = "", column = "", row = "", end = ""]: readonly string[]): InputAction | undefined {
	const event = end === "M" ? mouseEvents.get(Number(button)) : undefined;
	return event && { type: "mouse", event, column: Number(column) - 1, row: Number(row) - 1 };
}

const mouseEvents: ReadonlyMap<number, "press" | "wheel-up" | "wheel-down"> = new Map([
	[0, "press"],
	[64, "wheel-up"],
	[65, "wheel-down"],
]);
