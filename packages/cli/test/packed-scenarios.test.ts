import { systemClock } from "@chronos-job/core";
import { describe, expect, it, vi } from "vitest";
import { runProgram, settle, shellOf, stopServers } from "./built-program.ts";
import { playScenario, scenarios, type Stage, type StageOptions } from "./play-scenario.ts";

// Those with answers are played where there is somebody to give them.
const playable = scenarios.filter(
	([, { onlyInProcess, answers }]) => onlyInProcess === undefined && answers === undefined,
);

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
function openShell(options: StageOptions): Stage {
	return {
		run: ({ argv }) => runProgram(argv, options.scenario.stdin ?? "", shellOf(options)),
		settle,
		[Symbol.asyncDispose]: () => stopServers(options),
	};
}
