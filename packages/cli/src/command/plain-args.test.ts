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
	["--fix", "a.json"],
	["a.json", "--fix"],
	["a.json", "--strict", "--strict"],
	["--fix=true", "a.json"],
	["--nope", "a.json"],
	["--verbose", "a.json"],
	["-v", "a.json"],
	["a.json", "--output", "json"],
	["a.json", "--output=json"],
	["a.json", "--output", "sarif"],
	["a.json", "--output=yaml"],
	["a.json", "--output"],
	["a.json", "--output="],
	["a.json", "--count", "3"],
	["a.json", "--count=0"],
	["a.json", "--count", "-3"],
	["a.json", "--count=1e2"],
	["a.json", "--zone=Europe/Rome", "--count=7"],
	["a.json", "--zone", "Europe/Rome", "b.json"],
	["hello", "--name", "a b", "--yes"],
	["hello", "--name=a=b"],
	["a.json", "--set", "arguments=[1,2]"],
	["a.json", "--set", "a=1", "--set=b=2"],
	["hello", "--", "--epochs", "20", "-", ""],
	["--http"],
	["--http", "127.0.0.1:1"],
	["--foreground", "--state=/a b", "--max-log", "5M", "--catch-up=skip", "--cpus=2"],
	["--shell", "fish"],
	["--draft", "draft-07"],
	["--", "a.json"],
];

/** Between them they have every kind of argument. */
const withOptions = new Set(["validate", "next", "init", "schema", "local start", "local env"]);

describe("a command line", () => {
	const cases = Object.entries(commands).flatMap(([name, load]) =>
		lines
			.filter(({ length }) => length < 2 || withOptions.has(name))
			.map((words) => [`${name} ${words.join(" ")}`, load, words] as const),
	);

	it.each(cases)("means the same with and without yargs: %s", async (_, load, words) => {
		const command = await load();
		const plain = plainArgs(command, words);
		const parsed = await parseWithYargs(command, words).catch(() => undefined);
		// What plainArgs does not know it leaves to yargs; what it answers must be what yargs would have said.
		if (plain === undefined) return;
		expect(parsed).toEqual({
			values: { output: "human", color: "auto", quiet: false, noPager: false, verbose: false, ...plain },
		});
	});

	it("is read without yargs when its options are spelt out", async () => {
		const command = await commands.validate();
		expect(plainArgs(command, ["--fix", "a.json"])).toMatchObject({ files: ["a.json"], fix: true, strict: false });
		expect(plainArgs(command, ["a.json", "--output", "json"])).toMatchObject({ files: ["a.json"], output: "json" });
		expect(plainArgs(command, ["-q", "a.json"])).toBeUndefined();
	});
});
