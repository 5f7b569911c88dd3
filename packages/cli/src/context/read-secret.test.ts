import { chmodSync } from "node:fs";
import type { ChronosError } from "@chronos-job/core";
import type { PasswordSource } from "@chronos-job/schemas";
import { memoryHost, type MemoryHostOptions, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { readSecret } from "./read-secret.ts";

const owner = { name: "site", what: "password", user: "ada", hostName: "chronos.example.org" } as const;
const netrc = "machine chronos.example.org login ada password hunter2\nmachine b login bob password other\n";

async function read(source: PasswordSource, options: Partial<MemoryHostOptions> = {}, mode = 0o600) {
	using dir = tempDir({ secret: "hunter2\nnotes\n", empty: "\n", ".netrc": netrc });
	for (const file of ["secret", "empty", ".netrc"]) chmodSync(`${dir.path}/${file}`, mode);
	const host = memoryHost({ cwd: dir.path, env: { HOME: dir.path, SECRET: "hunter2", EMPTY: "" }, ...options });
	try {
		return await readSecret(host, source, owner);
	} catch (error) {
		const { code, message, hint = "" } = error as ChronosError;
		return { code, text: `${message} → ${hint}`.replaceAll(dir.path, "~") };
	}
}

const runs = (exitCode: number, stdout: string, stderr = "") => ({
	runProgram: async () => ({ exitCode, stdout, stderr }),
});

describe("a secret comes", () => {
	it.each<[string, PasswordSource, Partial<MemoryHostOptions>]>([
		["from a variable", { env: "SECRET" }, {}],
		["from the first line of a file at home", { file: "~/secret" }, {}],
		["from a command", { command: "pass show chronos" }, runs(0, "hunter2\nurl: x\n")],
		["from netrc", "netrc", {}],
		["from a person", "prompt", { answers: ["hunter2"] }],
	])("%s", async (_, source, options) => {
		expect(await read(source, options)).toEqual({ value: "hunter2", user: "ada" });
	});
});

describe("there is no secret", () => {
	it.each<[string, PasswordSource, Partial<MemoryHostOptions>, string]>([
		["in a variable that is not set", { env: "NOPE" }, {}, "NOPE is not set → Set NOPE."],
		["in an empty variable", { env: "EMPTY" }, {}, "EMPTY is not set"],
		["in a file that is not there", { file: "~/nope" }, {}, "~/nope cannot be read (ENOENT)"],
		["in an empty file", { file: "~/empty" }, {}, "the first line of ~/empty is empty"],
		["when the command fails", { command: "x" }, runs(1, "hunter2", "a\nno such key\n"), "ended with 1 (no such key)"],
		["when the command is silent", { command: "x" }, runs(0, ""), "its command printed nothing"],
		["where nobody can be asked", "prompt", {}, "nobody is there to be asked → Keep it where it can be read"],
	])("%s", async (...[, source, options, text]) => {
		const result = await read(source, options);
		expect(result).toMatchObject({ code: "context.no-password", text: expect.stringContaining(text) });
		expect(JSON.stringify(result)).not.toContain("hunter2");
	});
});

it.each<[PasswordSource, number, string]>([
	[{ file: "~/secret" }, 0o640, "chmod 600 ~/secret"],
	["netrc", 0o604, "chmod 600 ~/.netrc"],
])("others must not be able to read %j", async (source, mode, hint) => {
	expect(await read(source, {}, mode)).toMatchObject({ code: "config.unsafe", text: expect.stringContaining(hint) });
});

it("a command is a shell line, and never an argument of a program with a secret in it", async () => {
	const heard: (readonly string[])[] = [];
	const runProgram = async (words: readonly string[]) => {
		heard.push(words);
		return { exitCode: 0, stdout: "x\n", stderr: "" };
	};
	await read({ command: "pass show 'a b'" }, { runProgram });
	expect(heard).toEqual([["/bin/sh", "-c", "pass show 'a b'"]]);
});
