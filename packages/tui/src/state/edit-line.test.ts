import { describe, expect, it } from "vitest";
import { editLine, textOfKey } from "./edit-line.ts";

/** The cursor is `|`. */
function edited(text: string, keys: string): string {
	const line = { text: text.replace("|", ""), cursor: text.indexOf("|") };
	const { text: after, cursor } = keys.split(" ").reduce((before, key) => editLine(before, key) ?? before, line);
	return `${after.slice(0, cursor)}|${after.slice(cursor)}`;
}

describe("a line that is typed", () => {
	it.each([
		["ab|", "c", "abc|"],
		["a|c", "b", "ab|c"],
		["a|", "space", "a |"],
		["ab|", "backspace", "a|"],
		["|ab", "backspace", "|ab"],
		["|ab", "delete", "|b"],
		["ab|", "delete", "ab|"],
		["a|b", "left left left", "|ab"],
		["a|b", "right right", "ab|"],
		["a|b", "home", "|ab"],
		["a|b", "end", "ab|"],
		["one two|", "ctrl-w", "one |"],
		["one two  |", "ctrl-w", "one |"],
		["one |two", "ctrl-u", "|two"],
		["one |two", "ctrl-k", "one |"],
		["one| two", "ctrl-a ctrl-e", "one two|"],
		["família👨‍👩‍👧|", "backspace", "família|"],
		["👨‍👩‍👧|x", "left", "|👨‍👩‍👧x"],
		["a|", "日 本", "a日本|"],
		["a|", "f5 ctrl-q pageup", "a|"],
	])("%j with %s becomes %j", (text, keys, after) => {
		expect(edited(text, keys)).toBe(after);
	});

	it.each([
		["a", "a"],
		["é", "é"],
		["👨‍👩‍👧", "👨‍👩‍👧"],
		["space", " "],
		["enter", undefined],
		["f1", undefined],
		["\u001B", undefined],
	])("takes the key %j as %j", (key, text) => {
		expect(textOfKey(key)).toBe(text);
	});
});
