import { describe, expect, it } from "vitest";
import { openLine } from "./open-line.ts";

function passed(order: string, coming: string): string {
	const seen: string[] = [];
	{
		using line = openLine(order.split(""), (item: string) => seen.push(item));
		for (const name of coming) line.add(name, name);
		seen.push("|");
	}
	return seen.join("");
}

describe("a line", () => {
	it.each([
		["abc", "abc", "abc|"],
		["abc", "cba", "abc|"],
		["abc", "bac", "abc|"],
		["abcd", "adc", "a|cd"],
		["ab", "bxa", "xab|"],
		["", "x", "x|"],
	])("of %j lets %j pass as %j", (order, coming, seen) => {
		expect(passed(order, coming)).toBe(seen);
	});
});
