import { describe, expect, it } from "vitest";
import { emptyVariables, meantVariables } from "./environment-entry.ts";

describe("meantVariables", () => {
	it.each([
		[{ A: "1", B: 2, C: true }, ["A=1", "B=2", "C=true"]],
		[{ A: "1", B: null }, ["A=1"]],
		["A=b=c", ["A=b=c"]],
		["A=", ["A="]],
	])("reads %j", (value, variables) => {
		expect(meantVariables(value)?.map((variable) => `${variable.name}=${variable.value}`)).toEqual(variables);
	});

	it.each([[{}], [{ name: "A" }], [{ value: "1" }], [{ A: {} }], [{ A: null }], [[]], ["A"], ["1=a"], [null], [5]])(
		"does not guess at %j",
		(value) => {
			expect(meantVariables(value)).toBeUndefined();
		},
	);
});

it.each([
	[{ A: null, B: 1 }, ["A"]],
	[{ A: "" }, []],
	["A=", []],
	[null, []],
])("%j leaves some variables without a value", (value, names) => {
	expect(emptyVariables(value)).toEqual(names);
});
