import { cpSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { systemClock } from "@chronos-job/core";
import { type MemoryHost, tempDir, wordsOf } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { commands } from "../src/commands/index.ts";
import type { Host } from "../src/host.ts";
import { main } from "../src/main.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { memoryMachine } from "./memory-machine.ts";

const examples = fileURLToPath(new URL("../../../examples", import.meta.url));
const all = await Promise.all(Object.values(commands).map((load) => load()));
const shown = all.flatMap((command) => command.examples.map(({ line }) => [line] as const));

describe("the examples of --help", () => {
	it.each(shown)("%s", async (line) => {
		const { exit, stderr } = await runInExamples(line);
		expect(stderr).not.toContain("error");
		expect(exit).toBe(0);
	});
});

describe("the examples of the README", () => {
	const readme = readFileSync(fileURLToPath(new URL("../../../README.md", import.meta.url)), "utf8");
	const lines = [...readme.matchAll(/^npx (chronos-job .*)$/gm)].map(([, line = ""]) => [line] as const);

	it.each(lines)("%s", async (line) => {
		const { exit } = await runInExamples(line.replaceAll("examples/", ""));
		expect(exit).toBe(0);
	});

	it("show what the program really prints", () => {
		const scenario = readFileSync(new URL("./scenarios/a-bad-period-is-refused.scenario", import.meta.url), "utf8");
		const shown = /\$ npx chronos-job validate nightly\.json\n([^`]*)```/.exec(readme)?.[1] ?? "missing";
		expect(scenario).toContain(`--- stdout\n${shown}`);
	});

	it("are there", () => {
		expect(lines.length).toBeGreaterThan(4);
	});
});

async function runInExamples(line: string): Promise<{ readonly exit: number; readonly stderr: string }> {
	using dir = tempDir({
		".config/chronos-job/config.json": '{ "contexts": { "site": { "url": "http://site:4400" } } }',
	});
	cpSync(examples, dir.path, { recursive: true });
	await using machine = memoryMachine(dir.path);
	for (const words of preparationsFor(line)) await main(words, machine.host());
	const host = machine.host();
	const exit = await main(wordsOf(line), line.includes(" tui") ? atTerminal(host) : host);
	return { exit, stderr: host.written.stderr };
}

/** Where somebody leaves as soon as there is something to see. */
function atTerminal(host: MemoryHost): Host {
	const terminal = fakeTerminal();
	const leave = (): unknown => terminal.type("q");
	// Some lines print once, and never take the terminal.
	void terminal.until("live").then(leave, () => undefined);
	return { ...host, now: () => systemClock.now(), sleep: (ms, signal) => systemClock.sleep(ms, signal), terminal };
}

/** What is said about a server needs one that has something to tell. */
function preparationsFor(line: string): readonly (readonly string[])[] {
	const word = wordsOf(line)[0] ?? "";
	if (line.includes(" local start") || offline.has(word)) return [];
	const hello = [["submit", "hello.json", "--wait"]];
	if (line.includes(" local repair")) return [...hello, ["local", "stop"]];
	if (word === "local") return hello;
	return [...hello, ["submit", "daily.json", "pipeline", "gpu-train.jsonc", "--yes"], ...(before.get(word) ?? [])];
}

/** Commands that ask no server. */
const offline: ReadonlySet<string> = new Set([
	"completion",
	"context",
	"explain",
	"fmt",
	"init",
	"next",
	"run-local",
	"shell",
	"schema",
	"validate",
]);

const before: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
	["sync", [["pull", "jobs"]]],
	[
		"exec",
		[
			["submit", "hello.json", "--set", "command=sleep 5", "--yes"],
			["run", "hello"],
		],
	],
	[
		"port",
		[
			["submit", "hello.json", "--set", "command=sleep 5", "--yes"],
			["run", "hello"],
		],
	],
	["history", [["submit", "hello.json", "--set", "description=again", "--yes"]]],
	["undo", [["delete", "hello", "--yes"]]],
	["restore", [["backup", "jobs.backup.json"]]],
	["retry", [["submit", "fails.json", "--wait"]]],
]);
