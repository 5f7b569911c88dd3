import { type HelpRow, helpRows } from "../state/help-rows.ts";
import type { Level } from "../state/level.ts";
import { cutEnd, padEnd, widthOf } from "../text/cells.ts";
import type { Line } from "./frame.ts";
import { keyName } from "./key-name.ts";
import { lineOf, span } from "./line.ts";
import { clampTop, type Pane, type PanePage, placeNote } from "./pane.ts";

type HelpLevel = Extract<Level, { readonly kind: "help" }>;

/** The keys of what is below this, then those that work everywhere; beside each the command that does the same. */
export function helpPane({ state, columns, rows, glyphs }: PanePage, { scroll, filter }: HelpLevel): Pane {
	const all = helpRows(state, filter);
	const top = clampTop(scroll.top, rows, all.length);
	const count = filter === "" ? "" : `/${filter}`;
	const notes = [count, placeNote(top, rows, all.length)].filter((note) => note !== "");
	return {
		title: { text: "keys", note: notes.join(", "), isFocused: true },
		lines: all.slice(top, top + rows).map((row) => drawRow(row, columns, glyphs.ellipsis)),
	};
}

const keyCells = 18;

function drawRow(row: HelpRow, columns: number, ellipsis: string): Line {
	if (row.kind === "heading") return lineOf([span(row.text, "strong")], columns);
	const { keys: codes, about: words, cli = "" } = row.binding;
	const names = codes.map(keyName).join(", ");
	const keys = span(`  ${padEnd(cutEnd(names, keyCells - 4, ellipsis), keyCells - 2)}`, "strong");
	const room = columns - keyCells;
	const cliCells = room - widthOf(cli) >= 30 ? widthOf(cli) : 0;
	const aboutCells = room - (cliCells === 0 ? 0 : cliCells + 2);
	const about = span(padEnd(cutEnd(words, aboutCells, ellipsis), aboutCells));
	return lineOf([keys, about, ...(cliCells === 0 ? [] : [span("  "), span(cli, "dim")])], columns);
}
