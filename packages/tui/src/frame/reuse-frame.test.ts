import { expect, it } from "vitest";
import { frameOf } from "./frame-of.ts";
import { reuseFrame } from "./reuse-frame.ts";
import { screenOf, sketches } from "./screens.samples.ts";

const state = screenOf(sketches);
const first = frameOf(state);

it("a frame that says the same is the same frame", () => {
	expect(reuseFrame(first, frameOf({ ...state }))).toBe(first);
});

it("only lines that say something else are new", () => {
	const selected = state.table.order[1];
	const next = reuseFrame(first, frameOf({ ...state, table: { ...state.table, selected } }));
	expect(next.lines.flatMap((line, row) => (line === first.lines[row] ? [] : [row]))).toEqual([2, 3]);
});

it("a cursor that moved is a new frame with the same lines", () => {
	const next = reuseFrame(first, { ...first, cursor: { column: 1, row: 1 } });
	expect(next).not.toBe(first);
	expect(next.lines.every((line, row) => line === first.lines[row])).toBe(true);
});

it("another size is a new frame", () => {
	const other = frameOf(screenOf(sketches, 81));
	expect(reuseFrame(first, other)).toBe(other);
	expect(reuseFrame(undefined, first)).toBe(first);
});
