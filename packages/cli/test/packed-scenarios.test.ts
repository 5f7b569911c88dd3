import { spawn, type SpawnOptionsWithoutStdio } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { systemClock } from "@chronos-job/core";
import type { Scenario } from "@chronos-job/testkit";
import { describe, expect, it, vi } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { type Answer, playScenario, scenarios, type Stage, type StageOptions } from "./play-scenario.ts";

const program = fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));
const playable = scenarios.filter(([, { onlyInProcess }]) => onlyInProcess === undefined);

// Each process can keep a core busy, and there may be no more than two.
vi.setConfig({ maxConcurrency: 2 });

describe.concurrent("the built program", () => {
	const theatre = { dialect: "3.x", now: () => systemClock.now(), openStage: openShell } as const;

	it.each(playable)(
		"%s",
		async (_, scenario) => {
			for await (const { line, seen, due } of playScenario(scenario, theatre)) expect(seen, line).toEqual(due);
		},
		60_000,
	);
});

/** Real processes in real time, and what there is of the machine. */
function openShell({ scenario, folder, env }: StageOptions): Stage {
	const shell = {
		cwd: folder,
		env: { ...env, COLUMNS: "100", TZ: "Europe/Rome", TMPDIR: folder, EDITOR: "true" },
		timeout: 30_000,
	};
	return {
		run: ({ argv }) => runProgram(argv, scenario.stdin ?? "", shell),
		settle,
		async [Symbol.asyncDispose]() {
			for (const state of statesOf(scenario, folder))
				await runProgram(["local", "stop", "--stop-jobs", "--state", state], "", shell);
		},
	};
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

function runProgram(argv: readonly string[], stdin: string, shell: SpawnOptionsWithoutStdio): Promise<Answer> {
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

function settle(text: string): string {
	return settlements.reduce((settled, [pattern, shape]) => settled.replaceAll(pattern, shape), text);
}
