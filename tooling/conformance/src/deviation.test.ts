import { expect, it } from "vitest";
import type { Topic } from "./chronos-test.ts";
import { findDeviation, findStrayDeviations } from "./deviation.ts";

const topics: readonly Topic[] = [
	{
		name: "t",
		tests: ["a b", "a c", "d"].map((name) => ({ name, section: "§1", run: () => Promise.resolve() })),
	},
];
const listing = (name: string, ...tests: readonly (string | RegExp)[]) => ({ name, because: "so", tests });

it("finds the deviation of a test by its name or a pattern of it", () => {
	const deviations = [listing("one", "d"), listing("two", /^a /)];
	expect(["a b", "d", "e"].map((test) => findDeviation(deviations, test)?.name)).toEqual(["two", "one", undefined]);
});

it.each([
	["names that no test has", [listing("one", "e")], ["one: no test is e"]],
	["patterns that no test has", [listing("one", /^e/)], ["one: no test is /^e/"]],
	["tests that are listed twice", [listing("one", "d"), listing("two", /d/)], ['"d" is listed twice']],
	["nothing else", [listing("one", "d"), listing("two", /^a/)], []],
])("tells %s", (_, deviations, findings) => {
	expect(findStrayDeviations(deviations, topics)).toEqual(findings);
});
