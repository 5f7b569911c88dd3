import { describe, expect, it } from "vitest";
import { closest } from "./closest.ts";

describe("closest", () => {
	it.each([
		["comand", "command"],
		["COMMAND", "command"],
		["nmae", "name"],
		["retrys", "retries"],
		["scheduel", "schedule"],
		["cpu", "cpus"],
		["x", undefined],
		["colour", undefined],
		["", undefined],
	])("finds for %s", (word, meant) => {
		expect(closest(word, ["command", "name", "retries", "schedule", "cpus", "mem"])).toBe(meant);
	});

	it("prefers the nearest, and of those equally near the first", () => {
		expect(closest("abcdef", ["abcxyf", "abcdxf", "abcdey"])).toBe("abcdxf");
	});

	it("knows nothing among nothing", () => {
		expect(closest("name", [])).toBeUndefined();
	});
});
