import { describe, expect, it } from "vitest";
import { commands } from "../commands/index.ts";
import { plainArgs } from "./plain-args.ts";
import { parseWithYargs } from "./yargs.ts";

const lines: readonly (readonly string[])[] = [
	[],
	["job.json"],
	["a.json", "b.json"],
	["-"],
	["bash"],
	["container.network"],
	["tcsh"],
	["hello"],
];

describe("a command line without options", () => {
	const cases = Object.entries(commands).flatMap(([name, load]) =>
		lines.map((words) => [`${name} ${words.join(" ")}`, load, words] as const),
	);

	it.each(cases)("means the same with and without yargs: %s", async (_, load, words) => {
		const command = await load();
		const plain = plainArgs(command, words);
		const parsed = await parseWithYargs(command, words).catch(() => undefined);
		// What plainArgs does not know it leaves to yargs; what it answers must be what yargs would have said.
		if (plain === undefined) return;
		expect(parsed).toEqual({ values: { output: "human", color: "auto", verbose: false, ...plain } });
	});

	it("with an option is left to yargs", async () => {
		const command = await commands.validate();
		expect(plainArgs(command, ["--fix", "a.json"])).toBeUndefined();
		expect(plainArgs(command, ["a.json"])).toMatchObject({ files: ["a.json"], fix: false });
	});
});
