import { describe, expect, it } from "vitest";
import type { Dialog } from "../state/dialog.ts";
import type { Input } from "../state/input.ts";
import { frameOf } from "./frame-of.ts";
import { linesOf, screenOf, sketches, textAt } from "./screens.samples.ts";

describe("questions", () => {
	it("stand above everything, with what follows from a yes, which is one key", () => {
		const said = ["2 jobs depend on it"];
		const dialog: Dialog = { kind: "question", task: 1, question: "Delete a? [y/N]", said, text: "" };
		const text = textAt({ ...screenOf(sketches), dialog });
		expect(text).toMatch(/│ 2 jobs depend on it +│[^]*│ Delete a\? \[y\/N\] +│ +\n +└/);
		expect(text).toMatch(/y yes {2}n no {2}esc cancel/);
	});

	it("may want more than one key", () => {
		const dialog: Dialog = { kind: "question", task: 1, question: "Which name?", said: [], text: "b" };
		const state = { ...screenOf(sketches), dialog };
		expect(textAt(state)).toMatch(/│ Which name\? +│[^]*│ > b +│[^]*enter answer {2}esc cancel/);
		expect(frameOf(state).cursor).toEqual({ column: 7, row: 8 });
	});

	it("a number has to be typed for many objects", () => {
		const dialog: Dialog = {
			kind: "count",
			question: "Kill 12 jobs?",
			count: 12,
			lines: ["a, b and 10 more"],
			text: "1",
			words: [],
		};
		expect(textAt({ ...screenOf(sketches), dialog })).toMatch(
			/Kill 12 jobs\?[^]*a, b and 10 more[^]*Type 12 to go on[^]*> 1/,
		);
	});

	it("are still there when the terminal has become small", () => {
		const dialog: Dialog = { kind: "confirm", question: "Kill a? [y/N]", lines: [], words: [], effects: [] };
		expect(textAt({ ...screenOf(sketches, 40, 8), dialog })).toContain("Kill a? [y/N]");
	});
});

it("what is typed is in the last line, with the cursor in it", () => {
	const input: Input = { kind: "command", text: "ki", cursor: 2, recalled: undefined, choices: ["kill", "kiss"] };
	const state = { ...screenOf(sketches), input };
	expect(linesOf(state).at(-1)).toMatch(/^:ki +kill {2}kiss$/);
	expect(frameOf(state).cursor).toEqual({ column: 3, row: 23 });
});
