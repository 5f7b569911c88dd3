import { describe, expect, it } from "vitest";
import { parseGrid } from "./parse-grid.ts";

function valuesOf(word: string): readonly string[] | string {
	const parsed = parseGrid([word]);
	return parsed.kind === "params" ? parsed.params.rows.flat() : parsed.problem.message;
}

describe("a word of a grid", () => {
	it.each([
		["lr=0.1,0.01,1e-3", ["0.1", "0.01", "1e-3"]],
		["lr=0.10", ["0.10"]],
		["seed=1..5", ["1", "2", "3", "4", "5"]],
		["seed=1..9..2", ["1", "3", "5", "7", "9"]],
		["seed=1..10..4", ["1", "5", "9"]],
		["seed=3..1", ["3", "2", "1"]],
		["seed=3..1..-2", ["3", "1"]],
		["x=-1..1", ["-1", "0", "1"]],
		["x=08..10", ["08", "09", "10"]],
		["x=-01..01", ["-01", "000", "001"]],
		["x=1..2,7", ["1", "2", "7"]],
		["opt=adam, sgd", ["adam", "sgd"]],
		['x="a,b",c', ["a,b", "c"]],
		['x="",1', ["", "1"]],
		['x="say ""hi"""', ['say "hi"']],
		['x="1..3"', ["1..3"]],
		['x=5"', ['5"']],
		["x=a..b", ["a..b"]],
		["x=../data", ["../data"]],
		["x=a=b", ["a=b"]],
		["path=/a b/c", ["/a b/c"]],
	])("%s has these values", (word, values) => {
		expect(valuesOf(word)).toEqual(values);
	});

	it.each([
		["seed", '"seed" does not say which parameter takes which values'],
		["=1", '"=1" does not say which parameter takes which values'],
		["1x=1", '"1x=1" does not say which parameter takes which values'],
		["end=1", '"end=1" does not say which parameter takes which values'],
		["x=", '"x=" has an empty value'],
		["x=1,,2", '"x=1,,2" has an empty value'],
		["x=1,", '"x=1," has an empty value'],
		["x=1,2,1", '"x=1,2,1" has the value "1" twice'],
		["x=1..3,2", '"x=1..3,2" has the value "2" twice'],
		["x=0.1..0.5", 'the range 0.1..0.5 in "x=0.1..0.5" is not one of whole numbers'],
		["x=1..5..0", 'the range in "x=1..5..0" goes on in steps of 0'],
		["x=1..1000000000", 'the range in "x=1..1000000000" has more than 100000 values'],
		["x=1..99999999999999999999", 'the range in "x=1..99999999999999999999" has more than 100000 values'],
		['x="a', 'a quotation mark in "x="a" is never closed'],
		['x="a"b,c', 'a quotation mark in "x="a"b,c" is never closed'],
	])("%s is refused", (word, message) => {
		expect(valuesOf(word)).toBe(message);
	});
});

describe("a grid", () => {
	it("crosses every value with every other, the last fastest", () => {
		expect(parseGrid(["lr=0.1,0.01", "seed=1..2"])).toEqual({
			kind: "params",
			params: {
				names: ["lr", "seed"],
				rows: [
					["0.1", "1"],
					["0.1", "2"],
					["0.01", "1"],
					["0.01", "2"],
				],
			},
		});
	});

	it.each([
		[["x=1", "x=2"], "x is given twice"],
		[["a=1..1000", "b=1..1000"], "that makes 1000000 jobs, and no sweep has more than 100000"],
	])("%s is refused", (words, message) => {
		expect(parseGrid(words)).toMatchObject({ kind: "problem", problem: { message } });
	});
});
