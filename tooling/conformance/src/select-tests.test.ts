import { expect, it } from "vitest";
import type { ChronosTest, Need } from "./chronos-test.ts";
import { selectTests } from "./select-tests.ts";

interface Case {
	readonly about: string;
	readonly fields?: Partial<ChronosTest>;
	readonly offers?: readonly Need[];
	readonly because?: string;
}

const cases: readonly Case[] = [
	{ about: "a plain test is asked" },
	{ about: "a test is asked whose need is met", fields: { needs: ["shell"] }, offers: ["shell"] },
	{
		about: "a need that is not met skips",
		fields: { needs: ["restart"] },
		because: "needs a server that can be started again",
	},
	{
		about: "a moment needs a time that is set",
		fields: { at: "2026-01-01T00:00:00Z" },
		because: "needs a server whose time can be set",
	},
	{ about: "a test of two seconds is asked", fields: { takesMs: 2000 } },
	{ about: "a slow test is skipped", fields: { takesMs: 90_000 }, because: "takes longer than 2 s" },
	{ about: "a slow test is asked where time is set", fields: { takesMs: 90_000 }, offers: ["manual-time"] },
];

function testWith(fields: Partial<ChronosTest>): ChronosTest {
	return { name: "a", section: "§1", run: () => Promise.resolve(), ...fields };
}

it.each(cases)("$about", ({ fields = {}, offers = [], because }) => {
	const test = testWith(fields);
	const { selected, skipped } = selectTests([test], { dialect: "3.x", offers }, { slow: false });
	expect(selected).toEqual(because === undefined ? [test] : []);
	expect(skipped).toEqual(because === undefined ? [] : [{ test, because }]);
});

it("neither asks nor skips a test of the other dialect", () => {
	const selection = selectTests([testWith({ dialect: "2.x" })], { dialect: "3.x", offers: [] });
	expect(selection).toEqual({ selected: [], skipped: [] });
});

it("asks slow tests when it is told to", () => {
	const test = testWith({ takesMs: 90_000 });
	expect(selectTests([test], { dialect: "3.x", offers: [] }, { slow: true }).selected).toEqual([test]);
});
