import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { widthOf } from "../text/cells.ts";
import type { Line } from "./frame.ts";
import { fillRows, joinLines, lineBetween, lineOf, sliceLine, span } from "./line.ts";

function read({ spans }: Line): string {
	return spans.map(({ text }) => text).join("|");
}

describe("a line", () => {
	it.each([
		["is filled up with spaces", lineOf([span("ab"), span("c")], 5), "ab|c|  "],
		[
			"is cut in the middle of a part, and has none after it",
			lineOf([span("abc"), span("def"), span("g")], 5),
			"abc|de",
		],
		["has a space for half of a wide character", lineOf([span("a日")], 2), "a| "],
		["has what is at the left and at the right", lineBetween([span("a")], [span("z")], 5), "a|   |z"],
		[
			"has only what is at the left where there is too little room",
			lineBetween([span("abcd")], [span("z")], 5),
			"abcd| ",
		],
		["is joined of several", joinLines(lineOf([span("a")], 1), lineOf([span("b")], 1)), "a|b"],
	])("%s", (_, line, wanted) => {
		expect(read(line)).toBe(wanted);
	});

	it("keeps its parts while it is cut, whatever they are", () => {
		expect(
			sliceLine({ spans: [span("abc", "bad"), span("def", "good")] }, 2, 2).spans.filter(({ text }) => text !== ""),
		).toEqual([span("c", "bad"), span("d", "good")]);
	});

	it("is as wide as asked for, wherever it is cut", () => {
		const parts = fc.array(fc.string({ unit: fc.constantFrom("日", "a", "👩‍🔬", "é") }), { maxLength: 6 });
		fc.assert(
			fc.property(parts, fc.nat(20), fc.nat(20), (...[texts, left, width]) => {
				const sliced = sliceLine({ spans: texts.map((text) => span(text)) }, left, width);
				expect(widthOf(read(sliced).replaceAll("|", ""))).toBe(width);
			}),
		);
	});
});

it("rows are cut or filled up to as many as there are", () => {
	const line = lineOf([span("a")], 2);
	expect(fillRows([line, line, line], 2, 2).map(read)).toEqual(["a| ", "a| "]);
	expect(fillRows([line], 2, 2).map(read)).toEqual(["a| ", "  "]);
});
