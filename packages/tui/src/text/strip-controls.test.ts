import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stripControls, stripToLine } from "./strip-controls.ts";

describe("what would move, colour or deceive a terminal is taken out", () => {
	it.each([
		["colours", "\u001B[1;31mred\u001B[0m", "red"],
		["moves of the cursor", "a\u001B[2J\u001B[Hb", "ab"],
		["titles of windows", "a\u001B]0;owned\u0007b", "ab"],
		["links, up to their end", "\u001B]8;;http://x\u001B\\text\u001B]8;;\u001B\\", "text"],
		["strings without an end, up to that of the line", "a\u001BPq0\nb", "a\nb"],
		["single controls", "a\u0007\u0008\u007Fb", "ab"],
		["controls of eight bits", "a\u009B31mb\u0085", "ab"],
		["overrides of the direction", "a\u202Etxt.exe\u2066", "atxt.exe"],
		["what is not seen", "a\u200Bb\u00AD\uFEFF", "ab"],
		["half of a character", "a\uD800b", "a\uFFFDb"],
		["a lone escape at the end", "a\u001B", "a"],
	])("%s", (_, text, wanted) => {
		expect(stripControls(text)).toBe(wanted);
	});

	it("whatever the text is", () => {
		const units = fc.constantFrom(
			"\u001B",
			"[",
			"]",
			"31m",
			"\u0007",
			"\u009B",
			"\t",
			"\r",
			"\n",
			"a",
			"\u202E",
			"\u0000",
			";",
			"\\",
		);
		fc.assert(
			fc.property(fc.array(units, { maxLength: 20 }), (parts) => {
				// oxlint-disable-next-line no-control-regex -- None of these may remain.
				expect(stripControls(parts.join(""))).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
				expect(stripToLine(parts.join(""))).not.toMatch(/\n/);
			}),
		);
	});
});

it.each([
	["letters of all languages", "Überprüfung 日本語"],
	["emoji made of several", "👩‍🔬 ✔️"],
	["line feeds", "a\nb"],
])("%s stay", (_, text) => {
	expect(stripControls(text)).toBe(text);
});

it("tabs go to the next eighth cell", () => {
	expect(stripControls("a\tb\nabcdefgh\tc")).toBe("a       b\nabcdefgh        c");
});

it("a name has one line", () => {
	expect(stripToLine("a\r\nb\u2028c")).toBe("a b c");
});
