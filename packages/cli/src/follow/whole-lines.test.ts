import { expect, it } from "vitest";
import { wholeLines } from "./whole-lines.ts";

it.each([
	[["one\n"], ["one\n"]],
	[
		["o", "ne\ntw", "o\n"],
		["one\n", "two\n"],
	],
	[
		["one\ntwo\nth", "ree"],
		["one\ntwo\n", "three\n"],
	],
	[["", "\n"], ["\n"]],
	[[], []],
	[
		["x".repeat(70_000), "y"],
		[`${"x".repeat(70_000)}\n`, "y\n"],
	],
])("%j is told as %j", (parts, expected) => {
	const told: string[] = [];
	const lines = wholeLines((text) => told.push(text));
	for (const part of parts) lines.add(part);
	lines.end();
	expect(told).toEqual(expected);
});
