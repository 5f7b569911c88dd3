import { showControls } from "./shown-text.ts";

const TAB = 4;

/** One character as a terminal shows it. */
export interface Cell {
	readonly text: string;
	/** Its place in the line and its length there, in UTF-16 units. */
	readonly offset: number;
	readonly length: number;
	/** Counts from 0. */
	readonly column: number;
	readonly width: number;
}

/** Lays a line out: tabs become spaces, control characters become visible, wide characters take two columns. */
export function cellsOf(line: string): readonly Cell[] {
	const cells: Cell[] = [];
	let offset = 0;
	let column = 0;
	for (const character of line) {
		const text = character === "\t" ? " ".repeat(TAB - (column % TAB)) : showControls(character);
		const width = text === character ? widthOf(character) : text.length;
		cells.push({ text, offset, length: character.length, column, width });
		offset += character.length;
		column += width;
	}
	return cells;
}

const combining = /^[\p{Mn}\p{Me}]$/u;
const pictogram = /^\p{Emoji_Presentation}$/u;

// First and last code points of the blocks that East Asian typography makes two columns wide.
const wide: readonly (readonly [number, number])[] = [
	[0x1100, 0x115f],
	[0x2e80, 0x303e],
	[0x3041, 0x4dbf],
	[0x4e00, 0xa4cf],
	[0xa960, 0xa97c],
	[0xac00, 0xd7a3],
	[0xf900, 0xfaff],
	[0xfe30, 0xfe6f],
	[0xff01, 0xff60],
	[0xffe0, 0xffe6],
	[0x20000, 0x3fffd],
];

function widthOf(character: string): number {
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x300) return 1;
	if (combining.test(character)) return 0;
	return pictogram.test(character) || wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
