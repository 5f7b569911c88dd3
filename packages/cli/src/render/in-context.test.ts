import { expect, it } from "vitest";
import { commands, isGroup } from "../commands/index.ts";
import { inContext, withoutServer } from "./in-context.ts";

it.each([
	["Run `chronos-job list` to see the jobs.", "Run `chronos-job list -c lab` to see the jobs."],
	["Run `chronos-job run 'with space'`.", "Run `chronos-job run -c lab 'with space'`."],
	["Run `chronos-job why -- --help`.", "Run `chronos-job why -c lab -- --help`."],
	["`chronos-job\n  logs a` prints all", "`chronos-job\n  logs -c lab a` prints all"],
	["Follow it with `chronos-job watch --context lab a`.", "Follow it with `chronos-job watch --context lab a`."],
	["Check the file with `chronos-job validate`.", "Check the file with `chronos-job validate`."],
	["See `chronos-job local logs`.", "See `chronos-job local logs`."],
	["chronos-job list", "chronos-job list"],
])("%s", (text, said) => {
	expect(inContext(text, "lab")).toBe(said);
	expect(inContext(text, undefined)).toBe(text);
});

it("names a context only where commands take one", async () => {
	const single = Object.entries(commands).filter(([name]) => !name.includes(" "));
	const loaded = await Promise.all(single.map(async ([name, load]) => ({ name, args: (await load()).args })));
	const without = loaded.filter(({ args }) => !("context" in args)).map(({ name }) => name);
	expect(without.toSorted()).toEqual([...withoutServer].filter((name) => !isGroup(name)).toSorted());
});
