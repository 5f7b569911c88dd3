import { expect, test } from "vitest";
import { parseAge } from "./parse-age.ts";

const hourMs = 3_600_000;

test.each([
	["30d", 720 * hourMs],
	["2w", 336 * hourMs],
	["1.5d", 36 * hourMs],
	["12h", 12 * hourMs],
	["0", 0],
	["90", 90_000],
	["400d", 9600 * hourMs],
	["long", undefined],
	["-1d", undefined],
	["", undefined],
])("%j is %s ms", (text, ms) => {
	expect(parseAge(text)).toBe(ms);
});
