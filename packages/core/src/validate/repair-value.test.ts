import { describe, expect, it } from "vitest";
import { repairValue } from "./repair-value.ts";

describe("repairValue", () => {
	it.each([
		[["mem"], "number", "4GB", 4096],
		[["mem"], "number", " 1.5 GiB ", 1536],
		[["disk"], "number", "512m", 512],
		[["shell"], "boolean", "Yes", true],
		[["parents"], "array", "a, b c", ["a", "b", "c"]],
		[["uris"], "array", "http://a", ["http://a"]],
		[["fetch", 3], "object", "http://a", { uri: "http://a" }],
	])("repairs %j: %s %j", (...[path, expected, actual, value]) => {
		expect(repairValue({ path, problem: "type", expected, actual })).toEqual(value);
	});

	it.each([
		[["mem"], "number", "4 PB"],
		[["mem"], "number", "much"],
		[["cpus"], "number", "4 GB"],
		[["shell"], "boolean", "maybe"],
		[["uris"], "array", "a b"],
		[["parents"], "array", " "],
		[["arguments"], "array", "-a -b"],
		[["command"], "string", ["a"]],
	])("does not guess at %j: %s %j", (path, expected, actual) => {
		expect(repairValue({ path, problem: "type", expected, actual })).toBeUndefined();
	});
});
