import { expect, it } from "vitest";
import { readWords } from "./typed-words.ts";

it.each([
	["", []],
	["  ", []],
	["kill a  b", ["kill", "a", "b"]],
	["rename a 'b c'", ["rename", "a", "b c"]],
	['list --filter "errors>0 and name~x"', ["list", "--filter", "errors>0 and name~x"]],
	["list --filter='errors>0'", ["list", "--filter=errors>0"]],
	["say 'it''s'", ["say", "its"]],
	["say don't", ["say", "don't"]],
	["''", [""]],
])("%j has the words %j", (text, words) => {
	expect(readWords(text)).toEqual(words);
});
