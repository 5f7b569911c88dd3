import type { Key } from "../keys/key.ts";

/** A text that is being typed. */
export interface EditedLine {
	readonly text: string;
	/** Before which character; counted as strings do. */
	readonly cursor: number;
}

/** What a key does to it; undefined when it does nothing. */
export function editLine(line: EditedLine, key: Key): EditedLine | undefined {
	const typed = textOfKey(key);
	return typed === undefined ? edits.get(key)?.(line) : insertText(line, typed);
}

export function insertText({ text, cursor }: EditedLine, typed: string): EditedLine {
	return { text: text.slice(0, cursor) + typed + text.slice(cursor), cursor: cursor + typed.length };
}

/** The character that a key stands for; undefined for those with names. */
export function textOfKey(key: Key): string | undefined {
	if (key === "space") return " ";
	const [first, ...rest] = graphemes.segment(key);
	return first !== undefined && rest.length === 0 && !isControl.test(key) ? first.segment : undefined;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const isControl = /\p{Cc}/u;

const edits: ReadonlyMap<Key, (line: EditedLine) => EditedLine> = new Map<Key, (line: EditedLine) => EditedLine>([
	["backspace", (line) => removed(line, before(line), line.cursor)],
	["delete", (line) => removed(line, line.cursor, after(line))],
	["left", (line) => ({ ...line, cursor: before(line) })],
	["right", (line) => ({ ...line, cursor: after(line) })],
	["home", (line) => ({ ...line, cursor: 0 })],
	["end", (line) => ({ ...line, cursor: line.text.length })],
	["ctrl-a", (line) => ({ ...line, cursor: 0 })],
	["ctrl-e", (line) => ({ ...line, cursor: line.text.length })],
	["ctrl-b", (line) => ({ ...line, cursor: before(line) })],
	["ctrl-f", (line) => ({ ...line, cursor: after(line) })],
	["ctrl-d", (line) => removed(line, line.cursor, after(line))],
	["ctrl-u", (line) => removed(line, 0, line.cursor)],
	["ctrl-k", (line) => removed(line, line.cursor, line.text.length)],
	["ctrl-w", (line) => removed(line, wordStart(line), line.cursor)],
]);

function removed({ text }: EditedLine, from: number, to: number): EditedLine {
	return { text: text.slice(0, from) + text.slice(to), cursor: from };
}

/** Where the character before the cursor begins; a flag or a family is one. */
function before({ text, cursor }: EditedLine): number {
	return graphemes.segment(text).containing(cursor - 1)?.index ?? 0;
}

function after({ text, cursor }: EditedLine): number {
	const next = graphemes.segment(text).containing(cursor);
	return next === undefined ? text.length : next.index + next.segment.length;
}

function wordStart({ text, cursor }: EditedLine): number {
	return /\S*\s*$/.exec(text.slice(0, cursor))?.index ?? 0;
}
