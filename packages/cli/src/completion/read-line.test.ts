import { describe, expect, test } from "vitest";
import { files, flag, optionalText, text, word } from "../command/args.ts";
import { readLine } from "./read-line.ts";

const args = {
	jobs: files("Names"),
	other: word("One more"),
	all: flag("All of them", "a"),
	since: optionalText("Since when", "1h"),
	dryRun: text("How"),
	context: text("Where", "c"),
};

describe("what is being typed", () => {
	test.each([
		[[""], { count: 0, typed: "" }],
		[["he"], { count: 0, typed: "he" }],
		[["a", "b", ""], { count: 2, typed: "" }],
		[["--all", "a", "x"], { count: 1, typed: "x" }],
		[["-a", ""], { count: 0, typed: "" }],
		[["--since", "x"], { count: 0, typed: "x" }],
		[["-", ""], { count: 1, typed: "" }],
		[["--context", "pr"], { option: "context", typed: "pr", prefix: "" }],
		[["-c", ""], { option: "context", typed: "" }],
		[["--dry-run", "x"], { option: "dryRun", typed: "x" }],
		[["--context=pr"], { option: "context", typed: "pr", prefix: "--context=" }],
		[["--context", "=", "pr"], { option: "context", typed: "pr", prefix: "" }],
		[["--context", "="], { option: "context", typed: "", prefix: "" }],
		[["--all=x"], { option: undefined, typed: "--all=x" }],
		[["a", "--", "x"], { isOver: true }],
		[["a", "b"], { isOver: false }],
	])("%j", (words, line) => {
		expect(readLine(words, args)).toMatchObject(line);
	});
});

test.each([
	[["--context", "prod", "x"], "prod"],
	[["--context=prod", "x"], "prod"],
	[["-c", "prod", "x"], "prod"],
	[["--context", "=", "prod", "x"], "prod"],
	[["x", "y"], undefined],
])("the server of %j is %s", (words, context) => {
	expect(readLine(words, args).values.get("context")).toBe(context);
});
