import * as fc from "fast-check";
import { expect, it } from "vitest";
import { widthOf } from "./cells.ts";
import { wrapCells, wrapWords } from "./wrap.ts";

it("a line of a log is broken where its place ends, and nothing is lost", () => {
	expect(wrapCells("epoch 1  loss", 5)).toEqual(["epoch", " 1  l", "oss"]);
	expect(wrapCells("日本語", 3)).toEqual(["日", "本", "語"]);
	expect(wrapCells("", 5)).toEqual([""]);
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 20 }), (text, width) => {
			const rows = wrapCells(text, width);
			expect(rows.join("")).toBe(text);
			expect(rows.every((row) => widthOf(row) <= width)).toBe(true);
		}),
	);
});

it("prose is broken at spaces, and words only when they are too long", () => {
	expect(wrapWords("two jobs lose their container", 12)).toEqual(["two jobs", "lose their", "container"]);
	expect(wrapWords("abcdefgh ij", 5)).toEqual(["abcde", "fgh", "ij"]);
	expect(wrapWords("", 5)).toEqual([""]);
});
