import type { Level } from "../state/level.ts";
import { cutMiddle, padEnd, widthOf } from "../text/cells.ts";
import { stripToLine } from "../text/strip-controls.ts";
import { lineOf, span } from "./line.ts";
import type { Pane, PanePage } from "./pane.ts";

type ContextsLevel = Extract<Level, { readonly kind: "contexts" }>;

/** All servers that can be gone to. */
export function contextsPane({ state, columns, rows, glyphs }: PanePage, { selected }: ContextsLevel): Pane {
	const { contexts, context } = state.place;
	const widest = Math.max(4, ...contexts.map(({ name }) => widthOf(name)));
	const width = Math.min(widest, Math.floor(columns / 2));
	const top = Math.max(0, selected - rows + 1);
	const lines = contexts.slice(top, top + rows).map(({ name, server, marks }, index) => {
		const isSelected = top + index === selected;
		const shown = padEnd(cutMiddle(stripToLine(name), width, glyphs.ellipsis), width);
		const words = [...(name === context ? ["in use"] : []), ...marks].join(", ");
		const mark = `${isSelected ? ">" : " "}${name === context ? "*" : " "} `;
		const text = padEnd(`${mark}${shown}  ${stripToLine(server)}  ${words}`, columns);
		return lineOf([span(text, isSelected ? "selected" : "plain")], columns);
	});
	const none = lineOf([span("There is no saved context; `chronos-job context add NAME URL` saves one.")], columns);
	return { title: { text: "contexts", isFocused: true }, lines: lines.length === 0 ? [none] : lines };
}
