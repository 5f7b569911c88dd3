import { spawn, type SpawnOptionsWithoutStdio } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Scenario } from "@chronos-job/testkit";
import manifest from "../package.json" with { type: "json" };
import type { Answer, StageOptions } from "./play-scenario.ts";

/** The one of this checkout, unless another one is to be tried. */
export const program =
	process.env["CHRONOS_TEST_PROGRAM"] ?? fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));

/** Where the program is typed in a story. */
export function shellOf({ folder, env }: StageOptions) {
	const more = { COLUMNS: "100", TZ: "Europe/Rome", TMPDIR: folder, EDITOR: "true" };
	return { cwd: folder, env: { ...env, ...more }, timeout: 30_000 };
}

export function runProgram(argv: readonly string[], stdin: string, shell: SpawnOptionsWithoutStdio): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [program, ...argv], shell);
		const said = { stdout: "", stderr: "" };
		for (const name of ["stdout", "stderr"] as const)
			child[name].setEncoding("utf8").on("data", (text: string) => (said[name] += text));
		child.once("error", reject);
		child.once("close", (code) => resolve({ exit: code ?? -1, ...said }));
		child.stdin.end(stdin);
	});
}

/** Ends the servers that a story leaves behind. */
export async function stopServers(options: StageOptions): Promise<void> {
	for (const state of statesOf(options.scenario, options.folder))
		await runProgram(["local", "stop", "--stop-jobs", "--state", state], "", shellOf(options));
}

/** The directories in which a server may be left. */
function statesOf({ steps }: Scenario, folder: string): readonly string[] {
	const named = steps.flatMap(({ argv }) =>
		argv.includes("--state") ? [argv[argv.indexOf("--state") + 1] ?? ""] : [],
	);
	return [".local/state/chronos-job", ...new Set(named)].filter((state) =>
		existsSync(`${folder}/${state}/server.json`),
	);
}

const human = /\w{3} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:CES?T|GMT[+-]\d+)/g;

/** Of what depends on the time, the machine or the version only the shape is compared; blanks align such things. */
const settlements: readonly (readonly [RegExp, string])[] = [
	[human, "<time>"],
	[/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "<time>"],
	[/\b\d{8}T\d{6}Z/g, "<time>"],
	[/\b1\d{12}\b/g, "<time>"],
	[/\d+[a-z]+(?: \d+[a-z])? ago\b/g, "<duration> ago"],
	[/\b(in|after|within) \d+ ?[a-z]+(?: \d+[a-z])?/g, "$1 <duration>"],
	[/\b(pid"?:? )\d+/g, "$1<pid>"],
	[/ --limits=off\b/g, ""],
	[/\b1\.2\.3\b/g, manifest.version],
	[/ {2,}/g, " "],
];

/** A text without what is different each time. */
export function settle(text: string): string {
	return settlements.reduce((settled, [pattern, shape]) => settled.replaceAll(pattern, shape), text);
}
