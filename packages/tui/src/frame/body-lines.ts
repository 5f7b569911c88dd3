import type { Layout } from "../state/layout.ts";
import type { State } from "../state/state.ts";
import { glyphsFor } from "../text/glyphs.ts";
import type { Line } from "./frame.ts";
import { joinLines, lineOf, span } from "./line.ts";
import { factBlock } from "./fact-block.ts";
import { paneBlock } from "./pane-block.ts";
import { tableBlock } from "./table-block.ts";

/** All between the lines at the top and the one at the bottom. */
export function bodyLines(state: State, { table, facts, pane }: Layout): readonly Line[] {
	const left = table === undefined ? [] : tableBlock(state, table);
	const right = [
		...(facts === undefined ? [] : factBlock(state, facts)),
		...(pane === undefined ? [] : paneBlock(state, pane)),
	];
	if (table === undefined || pane === undefined || pane.left === 0) return [...left, ...right];
	const wall = lineOf([span(glyphsFor(state.settings.isAscii).wall, "dim")], 1);
	return left.map((line, row) => joinLines(line, wall, right[row] ?? wall));
}
