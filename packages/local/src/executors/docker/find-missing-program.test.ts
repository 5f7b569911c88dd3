import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { explainRefusal, findMissingProgram } from "./find-missing-program.ts";

const tini = "[FATAL tini (7)] exec no-such-program failed: No such file or directory\n";

it.each([
	[tini, "no-such-program cannot be run: No such file or directory"],
	["ERROR (catatonit:2): failed to exec pid1: Permission denied\n", "the program cannot be run: Permission denied"],
	[`hello\n${tini}`, undefined],
	["sh: x: not found\n", undefined],
	["", undefined],
])("%j is explained only when it is all that was said", (text, expected) => {
	expect(explainRefusal(text)).toBe(expected);
});

it.each([
	[127, "no-such-program cannot be run: No such file or directory"],
	[3, undefined],
])("an attempt that ended with %i may not have found its program", async (exitCode, expected) => {
	using directory = tempDir({ err: tini });
	expect(await findMissingProgram(`${directory.path}/err`, exitCode)).toBe(expected);
	expect(await findMissingProgram(`${directory.path}/none`, exitCode)).toBeUndefined();
});
