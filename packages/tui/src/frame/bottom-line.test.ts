import { describe, expect, it } from "vitest";
import type { Input } from "../state/input.ts";
import type { State } from "../state/state.ts";
import { bottomLine } from "./bottom-line.ts";
import { now, screenOf, sketches, taskOf } from "./screens.samples.ts";

const jobs = screenOf(sketches, 60);

function read(state: State): string {
	return bottomLine(state)
		.line.spans.map(({ text }) => text)
		.join("");
}

const typed = (text: string, cursor: number): Input => ({
	kind: "filter",
	text,
	cursor,
	recalled: undefined,
	choices: [],
});

describe("what is typed", () => {
	it("is shown with how many jobs match", () => {
		expect(read({ ...jobs, input: typed("gpu>0", 5) })).toMatch(/^\/gpu>0 +7 match$/);
	});

	it("is shown with what is wrong with it", () => {
		const filter = { ...jobs.table.filter, problem: "invalid regex" };
		expect(read({ ...jobs, table: { ...jobs.table, filter }, input: typed("/[", 2) })).toMatch(
			/^\/\/\[ +invalid regex$/,
		);
	});

	it("is shown around the cursor when it is too long", () => {
		const state = { ...jobs, input: typed(`${"x".repeat(100)}END`, 103) };
		expect(read(state)).toMatch(/^\/x+END +7 match$/);
		expect(bottomLine(state).cursor).toBe(read(state).indexOf("END") + 3);
	});
});

describe("what is said", () => {
	it("is what was just told, beside the keys", () => {
		const notice = { text: "copied\u001B[2J", tone: "good" as const, untilAt: now };
		expect(read({ ...jobs, notice })).toMatch(/^copied .*\? help {2}q quit$/);
	});

	it("is what is under way, and nothing is said to be done before it is", () => {
		expect(read({ ...jobs, tasks: [taskOf("kill", "a")] })).toMatch(/^requesting… chronos-job kill a .*\? help/);
		expect(read({ ...jobs, tasks: [taskOf("kill", "a".repeat(90))] })).toMatch(/^requesting… .*… .*\? help/);
	});

	it("does not stand in the way of an answer", () => {
		const dialog: State["dialog"] = { kind: "confirm", question: "Kill a?", lines: [], words: [], effects: [] };
		expect(read({ ...jobs, dialog, tasks: [taskOf("kill", "a")] })).toMatch(/^y yes {2}n no {2}esc cancel +$/);
	});

	it("is nothing when there is nothing to say", () => {
		expect(read(jobs)).toMatch(/^enter open/);
	});
});
