import type { Layout } from "../state/layout.ts";
import type { Level } from "../state/level.ts";
import type { State } from "../state/state.ts";
import { glyphsFor } from "../text/glyphs.ts";
import { callsPane } from "./calls-pane.ts";
import { contextsPane } from "./contexts-pane.ts";
import type { Line } from "./frame.ts";
import { helpPane } from "./help-pane.ts";
import { fillRows } from "./line.ts";
import type { Pane, PanePage } from "./pane.ts";
import { taskPane } from "./task-pane.ts";
import { textPane } from "./text-pane.ts";
import { timelinePane } from "./timeline-pane.ts";
import { titleLine } from "./title-line.ts";

/** Whatever is open besides the table: a title, and as many rows as fit. */
export function paneBlock(state: State, { columns, rows }: NonNullable<Layout["pane"]>): readonly Line[] {
	const glyphs = glyphsFor(state.settings.isAscii);
	const pane = paneOf({ state, columns, rows, glyphs }, state.levels.at(-1));
	if (pane === undefined) return fillRows([], rows + 1, columns);
	return [titleLine(pane.title, columns, glyphs), ...fillRows(pane.lines, rows, columns)];
}

function paneOf(page: PanePage, level: Level | undefined): Pane | undefined {
	switch (level?.kind) {
		case "job":
			return textPane(page, level);
		case "timeline":
			return timelinePane(page, level);
		case "contexts":
			return contextsPane(page, level);
		case "help":
			return helpPane(page, level);
		case "calls":
			return callsPane(page, level);
		case "task":
			return taskPane(page, level);
		case "jobs":
		case undefined:
			return undefined;
	}
}
