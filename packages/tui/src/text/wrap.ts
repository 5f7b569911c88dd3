import { graphemesIn, isNarrow, sliceCells, widthOf } from "./cells.ts";

/** A line of a log in as many rows as it takes: nothing is lost, not even spaces. */
export function wrapCells(text: string, width: number): readonly string[] {
	if (width <= 0 || widthOf(text) <= width) return [text];
	if (isNarrow(text)) return slices(text, width);
	const rows: string[] = [];
	let row = "";
	let cells = 0;
	for (const { segment } of graphemesIn(text)) {
		const wide = widthOf(segment);
		if (cells + wide > width && row !== "") {
			rows.push(row);
			row = "";
			cells = 0;
		}
		row += segment;
		cells += wide;
	}
	return [...rows, row];
}

function slices(text: string, width: number): readonly string[] {
	return Array.from({ length: Math.ceil(text.length / width) }, (_, row) => text.slice(row * width, (row + 1) * width));
}

/** Prose in rows, broken at spaces; a word that is too long is broken too. */
export function wrapWords(text: string, width: number): readonly string[] {
	const rows: string[] = [];
	let row = "";
	for (const word of text.split(" ").flatMap((word) => broken(word, width))) {
		const longer = row === "" ? word : `${row} ${word}`;
		if (row !== "" && widthOf(longer) > width) {
			rows.push(row);
			row = word;
		} else row = longer;
	}
	return [...rows, row];
}

function broken(word: string, width: number): readonly string[] {
	const head = sliceCells(word, 0, width);
	return head === word || head === "" ? [word] : [head, ...broken(word.slice(head.length), width)];
}
