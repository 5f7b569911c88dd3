import { expect, it } from "vitest";
import { frameOf } from "./frame-of.ts";
import { keyAt } from "./key-at.ts";
import { screenOf, sketches } from "./screens.samples.ts";

const state = screenOf(sketches, 100);
const lines = frameOf(state).lines.map(({ spans }) => spans.map(({ text }) => text).join(""));

it.each([
	["l log", 23, "l"],
	["ctrl-k kill", 23, "ctrl-k"],
	["? help", 23, "?"],
	["NAME", 1, "N"],
	["STATE", 1, "S"],
	["MEM", 1, "M"],
])("a press on %s is its key", (word, row, key) => {
	const column = lines[row]?.indexOf(word) ?? -1;
	expect(column).toBeGreaterThan(-1);
	expect(keyAt(state, { column, row })).toBe(key);
});

it("a press anywhere else is none", () => {
	expect(keyAt(state, { column: 10, row: 5 })).toBeUndefined();
	expect(keyAt(state, { column: 99, row: 23 })).toBeUndefined();
	expect(
		keyAt({ ...state, notice: { text: "copied", tone: "good", untilAt: 0 } }, { column: 1, row: 23 }),
	).toBeUndefined();
});
