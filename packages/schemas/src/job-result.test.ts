import { expect, it } from "vitest";
import { resultOf } from "./job-result.ts";

const [early, late] = ["2030-01-01T00:00:00.000Z", "2030-01-02T00:00:00.000Z"];

it.each([
	["fresh", "", ""],
	["success", early, ""],
	["failure", "", early],
	["success", late, early],
	["failure", early, late],
	["failure", early, early],
] as const)("is %s when it succeeded at %j and failed at %j", (result, lastSuccess, lastError) => {
	expect(resultOf({ lastSuccess, lastError })).toBe(result);
});
