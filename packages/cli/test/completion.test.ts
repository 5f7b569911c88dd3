import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { memoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { shells } from "../src/completion/shells.ts";
import { main } from "../src/main.ts";

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url));
const program = `#!/bin/sh\nexec "${process.execPath}" --conditions=@chronos-job/source "${bin}" "$@"\n`;

const has = (shell: string) => spawnSync(shell, ["-c", "true"]).status === 0;

/** Types words into a shell that has the script loaded, and answers what the last one could become. */
function complete(shell: string, words: readonly string[]): readonly string[] {
	using dir = tempDir({ "chronos-job": program, script: shells.get(shell) ?? "" });
	chmodSync(join(dir.path, "chronos-job"), 0o755);
	const line = drivers[shell]?.(dir.path, words) ?? "";
	const env = { ...process.env, PATH: `${dir.path}:${process.env["PATH"]}` };
	return execFileSync(shell, ["-c", line], { encoding: "utf8", env, cwd: dir.path })
		.split("\n")
		.filter((word) => word !== "");
}

const drivers: Readonly<Record<string, (folder: string, words: readonly string[]) => string>> = {
	bash: (folder, words) =>
		`source ${folder}/script; COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _chronos_job; printf '%s\\n' "\${COMPREPLY[@]}"`,
	zsh: (folder, words) =>
		`compdef() { :; }; compadd() { shift; print -l -- "$@"; }; _files() { :; }; source ${folder}/script; words=(${words.map((word) => `'${word}'`).join(" ")}); CURRENT=${words.length}; _chronos_job`,
	fish: (folder, words) => `source ${folder}/script; complete --do-complete '${words.join(" ")}'`,
};

describe.each(["bash", "zsh", "fish"])("completion for %s", (shell) => {
	it.skipIf(!has(shell))("offers commands and options", () => {
		expect(complete(shell, ["chronos-job", "val"]).map((word) => word.split("\t")[0])).toContain("validate");
		expect(complete(shell, ["chronos-job", "next", "--z"]).map((word) => word.split("\t")[0])).toContain("--zone");
	});

	it("is a script", () => {
		expect(shells.get(shell)).toContain("--get-yargs-completions");
	});
});

it.each([
	[["local", "sta"], "start"],
	[["local", "start", "--cat"], "--catch-up"],
	[["lo"], "local"],
])("half-typed %j can become %s", async (words, expected) => {
	const host = memoryHost({ cwd: "/" });
	await main(["--get-yargs-completions", "chronos-job", ...words], host);
	expect(host.written.stdout.split("\n")).toContain(expected);
});
