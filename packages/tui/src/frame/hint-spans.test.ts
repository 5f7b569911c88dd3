import { describe, expect, it } from "vitest";
import type { State } from "../state/state.ts";
import { hintSpans } from "./hint-spans.ts";
import { paneOf, screenOf, sketches } from "./screens.samples.ts";

const jobs = screenOf(sketches);

function hints(state: State, width = 200): string {
	return hintSpans(state, width)
		.map(({ text }) => text)
		.join("");
}

describe("the line of keys", () => {
	it("begins with what is done most, and ends with what works everywhere", () => {
		expect(hints(jobs)).toMatch(/^enter open {2}l log {2}\/ filter .* {2}: command {2}\? help {2}q quit$/);
	});

	it("changes with what has the keys", () => {
		expect(hints(paneOf(jobs, { pane: "log" }))).toMatch(/o stdout .*e stderr/);
	});

	it.each([100, 60, 40, 20])("never leaves help out (%i cells)", (width) => {
		const text = hints(jobs, width);
		expect(text.length).toBeLessThanOrEqual(width);
		expect(text).toContain("? help");
	});

	it("has nothing that writes where only reading is allowed", () => {
		expect(hints({ ...jobs, place: { ...jobs.place, isReadOnly: true } })).not.toMatch(/kill|run|delete|edit/);
	});

	it("has keys where people have put them", () => {
		expect(hints({ ...jobs, settings: { ...jobs.settings, keys: { "job.kill": "K" } } })).toContain("K kill");
	});

	it("has whatever can be chosen while something is asked", () => {
		const choices = [
			{ key: "p", hint: "parent", words: [] },
			{ key: "a", hint: "all", words: [] },
		];
		const dialog: State["dialog"] = {
			kind: "confirm",
			question: "Delete a?",
			lines: [],
			words: [],
			effects: [],
			choices,
		};
		expect(hints({ ...jobs, dialog })).toBe("p parent  a all  esc cancel");
	});

	it("has the answers while something is asked", () => {
		const dialog: State["dialog"] = { kind: "confirm", question: "Run a now?", lines: [], words: [], effects: [] };
		expect(hints({ ...jobs, dialog })).toBe("y yes  n no  esc cancel");
	});
});
