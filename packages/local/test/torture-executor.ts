import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { random, tempDir } from "@chronos-job/testkit";
import type { AttemptEnd } from "../src/executors/executor.ts";
import type { Limits } from "../src/executors/limits.ts";
import { eachProcess, findMark } from "../src/executors/process-table.ts";
import { sweepStrays } from "../src/executors/sweep-strays.ts";
import { systemProcesses } from "../src/executors/processes.ts";
import { executorWith, sandboxAt, specOf } from "./attempts.ts";
import { type ElsewhereOptions, type Left, startElsewhere } from "./start-elsewhere.ts";

export interface TortureOptions {
	readonly rounds: number;
	readonly seed: number;
	readonly attempts: number;
	readonly limits?: Limits | undefined;
}

/** Counts of attempts over all rounds. */
export interface TortureReport {
	/** What the killed server had not begun, had under way and had seen or not seen end. */
	readonly found: Readonly<Record<"never-claimed" | "running" | "exited" | "lost", number>>;
	/** Sentences about attempts that were lost, doubled or told wrongly, and about what still runs. */
	readonly faults: readonly string[];
}

/** Kills a server at random instants while it starts attempts, lets another one take over, and looks what became of each. */
export async function tortureExecutor(options: TortureOptions): Promise<TortureReport> {
	const chance = random(options.seed);
	const found = { "never-claimed": 0, running: 0, exited: 0, lost: 0 };
	const faults: string[] = [];
	using compiled = tempDir();
	for (let round = 0; round < options.rounds; round += 1) {
		using root = tempDir();
		mkdirSync(join(root.path, "ran"));
		const lefts = Array.from({ length: options.attempts }, (_, index) => leftOf(root.path, index));
		await startAndKill(
			lefts,
			{ index: chance.below(lefts.length), laterMs: chance.below(mostMsLater) },
			{ limits: options.limits, compiled: compiled.path },
		);
		const ends = await Promise.all(lefts.map((left) => takeOver(left, found, options.limits)));
		faults.push(
			...ends.flatMap((end, index) => faultsOf(root.path, index, end)).map((fault) => `round ${round}: ${fault}`),
		);
		await sweepStrays(systemProcesses);
		faults.push(...(await orphansOf(root.path)).map((pid) => `round ${round}: process ${pid} was left behind`));
	}
	return { found, faults };
}

// About as long as it takes from the start of a supervisor to the end of a short command.
const mostMsLater = 8;

const kinds = [
	"exit CODE",
	"sleep 0.03; exit CODE",
	"sleep 0.1; exit CODE",
	"setsid sh -c 'setsid sleep 60 &'; exit CODE",
	"(sleep 60; echo late) & sleep 0.02; exit CODE",
];

function leftOf(root: string, index: number): Left {
	const kind = kinds[index % kinds.length] ?? "";
	const command = `echo $$ >>${join(root, "ran", String(index))}; ${kind.replace("CODE", String(codeOf(index)))}`;
	return { attempt: specOf({ command }), sandbox: sandboxAt(join(root, `attempt-${index}`)) };
}

function codeOf(index: number): number {
	return index % 7;
}

interface Instant {
	/** Of the attempt that is being started. */
	readonly index: number;
	readonly laterMs: number;
}

async function startAndKill(lefts: readonly Left[], instant: Instant, options: ElsewhereOptions): Promise<void> {
	await using server = startElsewhere(lefts, options);
	await server.begins(instant.index);
	await sleep(instant.laterMs);
	await server.kill();
}

async function takeOver(
	{ attempt, sandbox }: Left,
	found: Record<keyof TortureReport["found"], number>,
	limits: Limits | undefined,
): Promise<AttemptEnd> {
	const executor = executorWith(limits === undefined ? {} : { limits });
	const recovery = await executor.recover(attempt, sandbox);
	found[recovery.kind] += 1;
	if (recovery.kind === "running") return recovery.attempt.end;
	if (recovery.kind !== "never-claimed") return recovery;
	const launch = await executor.start(attempt, sandbox);
	return launch.kind === "running" ? launch.attempt.end : { kind: "lost", reason: launch.reason };
}

function faultsOf(root: string, index: number, end: AttemptEnd): readonly string[] {
	const file = join(root, "ran", String(index));
	const times = existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;
	const told = end.kind === "exited" ? `exit ${end.exitCode ?? end.signal}` : end.reason;
	return [
		...(times === 1 ? [] : [`attempt ${index} ran ${times} times`]),
		...(told === `exit ${codeOf(index)}` ? [] : [`attempt ${index} is told as "${told}"`]),
	];
}

/** What still runs in spite of all a moment later. */
async function orphansOf(root: string): Promise<readonly number[]> {
	for (let look = 0; ; look += 1) {
		const found = await eachProcess(async (pid) => ((await findMark(pid))?.startsWith(root) ? pid : undefined));
		const orphans = found.filter((pid) => pid !== undefined);
		// A supervisor may still be making its record safe.
		if (orphans.length === 0 || look === 200) return orphans;
		await sleep(10);
	}
}
