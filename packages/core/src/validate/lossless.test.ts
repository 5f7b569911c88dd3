import { describe, expect, it } from "vitest";
import { readLosslessly } from "./lossless.ts";

describe("readLosslessly", () => {
	it.each([
		["number", "0.5", 0.5],
		["number", " -1e3 ", -1000],
		["number", ".5", 0.5],
		["integer", "3", 3],
		["integer", "+3.0", 3],
		["boolean", " true ", true],
		["boolean", "false", false],
		["boolean", "No", false],
		["boolean", 2, true],
		["boolean", 0, false],
		["string", 1.5, "1.5"],
		["string", false, "false"],
		["array", "", []],
		["array", {}, []],
	])("reads as %s: %o", (expected, actual, reading) => {
		expect(readLosslessly({ path: ["a"], expected, actual })).toEqual(reading);
	});

	it.each([
		["number", "4 GB"],
		["number", ""],
		["number", "0x10"],
		["number", "Infinity"],
		["number", true],
		["number", Number.NaN],
		["integer", "2.7"],
		["integer", 2.7],
		["boolean", "True"],
		["boolean", "yes"],
		["boolean", ""],
		["boolean", 1.5],
		["string", null],
		["string", []],
		["array", "a"],
		["array", { a: 1 }],
		["array", null],
		["object", "a"],
	])("loses something as %s: %o", (expected, actual) => {
		expect(readLosslessly({ path: ["a"], expected, actual })).toBeUndefined();
	});

	it.each([
		["TRUE", true],
		["false", false],
		["yes", undefined],
		[1, undefined],
	])("reads forcePullImage in its own way: %o", (actual, reading) => {
		const path = ["container", "forcePullImage"];
		expect(readLosslessly({ path, expected: "boolean", actual })).toBe(reading);
	});
});
