import { expect, it } from "vitest";
import { kindOf } from "./kind-of.ts";

it.each([
	["a schedule makes a scheduled job", { schedule: "R1//P1Y" }, "scheduled"],
	["parents make a child", { parents: ["a"] }, "child"],
	["parents win", { schedule: "R1//P1Y", parents: [] }, "child"],
	["neither makes a job that runs once", {}, "once"],
] as const)("%s", (_, spec, kind) => {
	expect(kindOf(spec)).toBe(kind);
});
