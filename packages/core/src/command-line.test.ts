import { expect, it } from "vitest";
import { commandLine } from "./command-line.ts";

it.each([
	[["show", "nightly"], "chronos-job show nightly"],
	[["watch", "a", "with space"], "chronos-job watch a 'with space'"],
	[["why", "--help"], "chronos-job why -- --help"],
	[["undo", "it's"], String.raw`chronos-job undo 'it'\''s'`],
	[["list"], "chronos-job list"],
])("%j is typed as %s", ([command = "", ...names], line) => {
	expect(commandLine(command, ...names)).toBe(line);
});
