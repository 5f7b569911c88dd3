import type { Level } from "../state/level.ts";
import { formatTime } from "../text/clock-time.ts";
import { stripToLine } from "../text/strip-controls.ts";
import { lineOf, span } from "./line.ts";
import { clampTop, type Pane, type PanePage, placeNote } from "./pane.ts";

type CallsLevel = Extract<Level, { readonly kind: "calls" }>;

/** What was done here: the commands as one would type them, and the calls to the server that each of them made. */
export function callsPane({ state, columns, rows }: PanePage, { scroll }: CallsLevel): Pane {
	const { calls, place } = state;
	const top = clampTop(scroll.top, rows, calls.length);
	const lines = calls.slice(top, top + rows).map(({ at, text, isCommand }) => {
		const time = span(`${formatTime(at, place.zone)}  `, "dim");
		return lineOf(
			[time, span(`${isCommand ? "" : "  "}${stripToLine(text)}`, isCommand ? "strong" : "plain")],
			columns,
		);
	});
	const none = lineOf([span("nothing was changed from here yet", "dim")], columns);
	return {
		title: { text: "command log", note: placeNote(top, rows, calls.length), isFocused: true },
		lines: lines.length === 0 ? [none] : lines,
	};
}
