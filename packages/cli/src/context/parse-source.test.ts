import { expect, it } from "vitest";
import { parseSource } from "./parse-source.ts";

const place = { option: "--password-from", cwd: "/home/ada" };

it.each([
	["netrc", "netrc"],
	["prompt", "prompt"],
	["env:A", { env: "A" }],
	["file:/x", { file: "/x" }],
	["file:~/x", { file: "~/x" }],
	["file:./x", { file: "/home/ada/x" }],
	["file:a:b", { file: "/home/ada/a:b" }],
	["command:pass show x | head -1", { command: "pass show x | head -1" }],
])("%s is a source", (text, expected) => {
	expect(parseSource(text, place)).toEqual(expected);
});

it.each(["", "hunter2", "env:", "ENV:A", "pass:x"])("%j is none, and is not repeated", (text) => {
	expect(() => parseSource(text, place)).toThrow(/^--password-from does not say where the secret comes from$/);
});
