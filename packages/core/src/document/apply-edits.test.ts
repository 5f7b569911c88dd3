import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, applyFixes } from "./apply-edits.ts";

const edit = (start: number, end: number, text = "") => ({ start, end, text });

describe("applyEdits", () => {
	it.each([
		["nothing", [], "abcdef", 0],
		["edits in any order", [edit(4, 5, "E"), edit(0, 1, "A")], "AbcdEf", 0],
		["neighbours", [edit(0, 2, "x"), edit(2, 4, "y")], "xyef", 0],
		["insertions beside a replacement", [edit(2, 4, "X"), edit(2, 2, "<"), edit(4, 4, ">")], "ab<X>ef", 0],
		["two insertions at one place, in their order", [edit(3, 3, "1"), edit(3, 3, "2")], "abc12def", 0],
		["the same insertion twice only once", [edit(3, 3, "1"), edit(3, 3, "1")], "abc1def", 1],
		["the first of two that overlap", [edit(1, 4, "X"), edit(0, 2, "Y")], "aXef", 1],
		["the first, even if it comes later in the text", [edit(3, 5, "X"), edit(0, 1, "A"), edit(2, 4, "Y")], "AbcXf", 1],
		["no insertion inside a replacement", [edit(1, 4, "X"), edit(2, 2, "Y")], "aXef", 1],
		["nothing outside the text", [edit(5, 9, "X"), edit(-1, 0, "Y"), edit(3, 2, "Z")], "abcdef", 3],
	])("makes %s", (...[, edits, text, skipped]) => {
		expect(applyEdits("abcdef", edits)).toEqual({ text, skipped });
	});

	it("makes a fix wholly or not at all", () => {
		const quotes = (start: number, end: number) => ({
			title: "quote",
			edits: [edit(start, start, '"'), edit(end, end, '"')],
		});
		const replace = { title: "replace", edits: [edit(2, 4, "X")] };
		expect(applyFixes("abcdef", [replace, quotes(1, 3), quotes(4, 6)])).toEqual({ text: 'abX"ef"', skipped: 1 });
	});

	it("keeps every character outside the edits", () => {
		const places = fc.tuple(fc.nat(20), fc.nat(5));
		fc.assert(
			fc.property(fc.array(places), (wishes) => {
				const text = "abcdefghijklmnopqrstuvwxyz";
				const edits = wishes.map(([start, length]) => edit(start, start + length));
				const rest = text.split("").filter((_, at) => !edits.some(({ start, end }) => start <= at && at < end));
				for (const letter of rest) expect(applyEdits(text, edits).text).toContain(letter);
			}),
		);
	});
});
