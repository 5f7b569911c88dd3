import type { Level } from "../state/level.ts";
import type { Task } from "../state/task.ts";
import { stripToLine } from "../text/strip-controls.ts";
import { lineOf, span } from "./line.ts";
import { clampTop, type Pane, type PanePage, placeNote } from "./pane.ts";

type TaskLevel = Extract<Level, { readonly kind: "task" }>;

/** What a command said, and how it ended. */
export function taskPane({ state, columns, rows }: PanePage, { task: id, scroll }: TaskLevel): Pane {
	const task = state.tasks.find((task) => task.id === id);
	if (task === undefined) return { title: { text: "command", isFocused: true }, lines: [] };
	const top = clampTop(scroll.top, rows, task.lines.length);
	const notes = [endOf(task), placeNote(top, rows, task.lines.length)];
	return {
		title: {
			text: `$ ${stripToLine(task.line)}`,
			note: notes.filter((note) => note !== "").join(", "),
			isFocused: true,
		},
		lines: task.lines.slice(top, top + rows).map((text) => lineOf([span(stripToLine(text))], columns)),
	};
}

function endOf({ status, exitCode }: Task): string {
	if (status === "requesting") return "requesting…";
	return exitCode === undefined ? status : `${status}, exit ${exitCode}`;
}
