import { widthOf } from "./width-of.ts";

/** Rows with their cells under each other; the last column keeps its own width. */
export function table(rows: readonly (readonly string[])[], gap = "  "): readonly string[] {
	const widths: number[] = [];
	for (const row of rows) {
		for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
	}
	return rows.map((row) =>
		row
			.map((cell, column) =>
				column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - widthOf(cell)),
			)
			.join(gap)
			.trimEnd(),
	);
}
