import * as fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { cutEnd, cutMiddle, padEnd, padStart, sliceCells, widthOf } from "./cells.ts";

const texts = fc.string({ unit: "grapheme", maxLength: 30 });

describe("the width of a text", () => {
	it.each([
		["letters", "nightly", 7],
		["what is wide", "日本語", 6],
		["an emoji of several", "👩‍🔬", 2],
		["accents", "é", 1],
		["own glyphs", "✓▸⋯◦‒…│", 7],
	])("of %s is in cells", (_, text, width) => {
		expect(widthOf(text)).toBe(width);
	});

	it("is what terminals make of it, also where it is not looked at closely", () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(widthOf(text)).toBe(stringWidth(text));
			}),
		);
	});

	it("is one for every character that is not looked at closely", () => {
		const all = Array.from({ length: 0xd800 }, (_, code) => String.fromCharCode(code));
		const plain = all.filter((sign) =>
			/[ -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2500-\u25FB]/.test(sign),
		);
		expect(plain.filter((sign) => widthOf(sign) !== stringWidth(sign))).toEqual([]);
	});
});

describe("a text is cut", () => {
	it.each([
		["not at all when it fits", cutEnd("train", 5), "train"],
		["at its end", cutEnd("nightly export", 10), "nightly e…"],
		["without a space before the ellipsis", cutEnd("nightly export", 9), "nightly…"],
		["in its middle, both ends kept", cutMiddle("altieri-gclstm-recas-train-12", 16), "altieri-…rain-12"],
		["before half of a wide character", cutEnd("日本語", 4), "日…"],
		["to nothing", cutMiddle("train", 0), ""],
		["to one cell", cutEnd("train", 1), "…"],
	])("%s", (_, cut, wanted) => {
		expect(cut).toBe(wanted);
	});

	it("to no more cells than asked for", () => {
		fc.assert(
			fc.property(texts, fc.nat(20), (text, width) => {
				expect(widthOf(cutEnd(text, width))).toBeLessThanOrEqual(width);
				expect(widthOf(cutMiddle(text, width))).toBeLessThanOrEqual(width);
				expect(widthOf(sliceCells(text, 3, width))).toBeLessThanOrEqual(width);
			}),
		);
	});
});

it("a text is padded to its width at either side, and never cut", () => {
	expect([padEnd("日", 4), padStart("7", 3), padEnd("long", 2)]).toEqual(["日  ", "  7", "long"]);
});

it("a part of a text begins at a cell", () => {
	expect([sliceCells("nightly", 2, 3), sliceCells("日本語", 2, 2), sliceCells("日本語", 1, 3)]).toEqual([
		"ght",
		"本",
		"本",
	]);
});
