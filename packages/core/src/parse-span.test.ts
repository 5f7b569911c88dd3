import { expect, it } from "vitest";
import { parseSpan } from "./parse-span.ts";

it.each([
	["90", 90_000],
	["0.5", 500],
	["90s", 90_000],
	["10m", 600_000],
	["1h30m", 5_400_000],
	["1h 30m", 5_400_000],
	["1.5H", 5_400_000],
	["2d", 172_800_000],
	["2w", 1_209_600_000],
	["1w1d", 691_200_000],
	["1d2h3m4s5ms", 93_784_005],
	["500ms", 500],
	["0s", 0],
	["9999d", 863_913_600_000],
	["", undefined],
	["soon", undefined],
	["-5s", undefined],
	["m", undefined],
	["30m1h", undefined],
	["5m5m", undefined],
	["10 minutes", undefined],
	["1e3", undefined],
	["1..5s", undefined],
])("%s is %s milliseconds", (text, expected) => {
	expect(parseSpan(text)).toBe(expected);
});
