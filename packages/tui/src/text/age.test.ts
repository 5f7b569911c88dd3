import { expect, it } from "vitest";
import { formatAge, formatSpan } from "./age.ts";

it.each([
	[0, "0s", "0 s"],
	[14_900, "14s", "14 s"],
	[180_000, "3m", "3 min"],
	[5 * 3_600_000 + 59 * 60_000, "5h", "5 h"],
	[86_400_000, "1d", "1 day"],
	[2 * 86_400_000, "2d", "2 days"],
	[73 * 31_536_000_000, "73y", "73 years"],
	[-5, "0s", "0 s"],
])("%i ms are %s, or %s", (spanMs, age, span) => {
	expect([formatAge(spanMs), formatSpan(spanMs)]).toEqual([age, span]);
});
