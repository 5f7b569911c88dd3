import { systemClock } from "@chronos-job/core";
import { describe, expect, it } from "vitest";
import { commands } from "../src/commands/index.ts";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";
import { type Dialect, playScenario, scenarios, type Stage, type StageOptions, type Theatre } from "./play-scenario.ts";

const told = scenarios.flatMap(([, { steps }]) => steps.map(({ argv }) => argv.join(" ")));

describe("the scenarios", () => {
	it("tell of every command", () => {
		const untold = Object.keys(commands).filter((name) => !told.some((line) => `${line} `.startsWith(`${name} `)));
		expect(untold).toEqual([]);
	});

	it("tell of the lies that people meet", () => {
		const lies = scenarios.flatMap(([, { liar }]) => liar?.lies ?? []);
		expect(lies).toEqual(
			expect.arrayContaining([
				"dropped-but-204",
				"ghost-job",
				"html-500",
				"proxied-400",
				"r0-to-r",
				"sleeping-loop",
				"stored-but-500",
				"wiped-counters",
			]),
		);
	});

	it.each(scenarios)("%s", async (_, scenario) => {
		expect(scenario.steps.length).toBeGreaterThan(0);
		for await (const { line, seen, due } of playScenario(scenario, memoryTheatre("3.x")))
			expect(seen, line).toEqual(due);
	});
});

describe("with a server of 2.x", () => {
	const offline = new Set(["completion", "explain", "fmt", "init", "schema", "validate"]);
	const online = scenarios.filter(
		([, { only3x, steps }]) => only3x === undefined && steps.some(({ argv: [word = ""] }) => !offline.has(word)),
	);

	it.each(online)("%s", async (_, scenario) => {
		for await (const { line, seen, due } of playScenario(scenario, memoryTheatre("2.x")))
			expect(seen, line).toEqual(due);
	});
});

/** Everything in this process, at a time that stands still. */
function memoryTheatre(dialect: Dialect): Theatre {
	const openStage = ({ scenario: { stdin, answers, liar }, folder, env }: StageOptions): Stage => {
		const machine = memoryMachine(folder);
		return {
			async run({ argv }) {
				const shell = machine.host({ env, ...(stdin !== undefined && { stdin }), ...(answers && { answers }) });
				const sleep = liar === undefined ? shell.sleep : sleepBriefly;
				const host = { ...shell, sleep, spawnDetached: inDialect(shell.spawnDetached, dialect) };
				return { exit: await main(argv, host), ...host.written };
			},
			settle: (text) => text,
			[Symbol.asyncDispose]: () => machine[Symbol.asyncDispose](),
		};
	};
	return { dialect, now: () => Date.UTC(2026, 10, 21, 12), openStage };
}

/** Whoever waits for a liar waits for nothing but pauses. */
function sleepBriefly(ms: number, signal?: AbortSignal): Promise<void> {
	return systemClock.sleep(ms / 200, signal);
}

type Spawn = ReturnType<ReturnType<typeof memoryMachine>["host"]>["spawnDetached"];

/** Servers speak the dialect of the story unless they are told which. */
function inDialect(spawn: Spawn, dialect: Dialect): Spawn {
	if (dialect === "3.x") return spawn;
	return (words, options) => {
		const isTold = words.some((word) => word.startsWith("--dialect"));
		return spawn(isTold ? words : [...words, `--dialect=${dialect}`], options);
	};
}
