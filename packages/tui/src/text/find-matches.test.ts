import { expect, it } from "vitest";
import { findMatches } from "./find-matches.ts";

it.each([
	[
		"any case",
		"Error: no error",
		"ERROR",
		[
			[0, 5],
			[10, 15],
		],
	],
	[
		"one after the other",
		"aaaa",
		"aa",
		[
			[0, 2],
			[2, 4],
		],
	],
	["nowhere", "abc", "x", []],
	["nothing is searched for", "abc", "", []],
	["letters that grow with their case", "İstanbul", "stan", [[1, 5]]],
])("a word is found: %s", (...[, text, word, wanted]) => {
	expect(findMatches(text, word)).toEqual(wanted);
});
