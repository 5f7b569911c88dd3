import { cutEnd, widthOf } from "../text/cells.ts";
import type { Glyphs } from "../text/glyphs.ts";
import type { Line } from "./frame.ts";
import { lineOf, span } from "./line.ts";

export interface Title {
	readonly text: string;
	/** At the right; it matters more than the end of the title. */
	readonly note?: string;
	/** The keys go there: its rule is double. */
	readonly isFocused?: boolean;
}

/** A rule with a title in it. */
export function titleLine({ text, note = "", isFocused = false }: Title, width: number, glyphs: Glyphs): Line {
	const rule = isFocused ? glyphs.strongRule : glyphs.rule;
	const tail = note === "" ? "" : ` ${cutEnd(note, width - 4, glyphs.ellipsis)} ${rule}`;
	const head = ` ${cutEnd(text, Math.max(0, width - widthOf(tail) - 4), glyphs.ellipsis)} `;
	const rest = Math.max(0, width - 1 - widthOf(head) - widthOf(tail));
	return lineOf(
		[
			span(rule, "dim"),
			span(head, "strong"),
			span(rule.repeat(rest), "dim"),
			span(tail, note === "" ? "dim" : "plain"),
		],
		width,
	);
}
