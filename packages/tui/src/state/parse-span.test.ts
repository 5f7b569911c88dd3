import { expect, it } from "vitest";
import { parseSpan } from "./parse-span.ts";

it.each([
	["90s", 90_000],
	["1.5h", 5_400_000],
	["7d", 604_800_000],
	["5", undefined],
	["1h30m", 5_400_000],
	["s", undefined],
	["5y", undefined],
])("%s is %s ms", (text, spanMs) => {
	expect(parseSpan(text)).toBe(spanMs);
});
