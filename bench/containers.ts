/** What containers cost over the engine's own `run --rm`, and how fast and how soon their output is here. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@chronos-job/core";
import {
	executors,
	readHostFacts,
	type RunningAttempt,
	type Sandbox,
	sandboxAt,
	systemProcesses,
} from "@chronos-job/local";
import { Job } from "@chronos-job/schemas";
import { startEngine, type TestEngine, whyNoEngine } from "@chronos-job/testkit";
import { median, percentile, type Row } from "./row.ts";
import { inLanes, timed } from "./timing.ts";

const rounds = 3;
const runsPerLane = 6;
const mostRuns = 32;
const laneCounts = [1, 4, 8] as const;
const startCounts = [2, 4, 8, 16] as const;
const usualStarts = 8;
const talkBytes = 500_000_000;
const looks = 20;

export async function containerRows(folder: string): Promise<readonly Row[]> {
	const rows: Row[] = [];
	// Attempts do not keep a server alive, and nothing else does here.
	const alive = setInterval(() => {}, 1000);
	for (const name of ["podman", "docker"] as const) {
		const whyNot = whyNoEngine(name);
		if (whyNot !== undefined) console.log(`skip  ${name}: ${whyNot}`);
		else rows.push(...(await rowsOf(name, join(folder, name))));
	}
	clearInterval(alive);
	return rows;
}

async function rowsOf(name: TestEngine["name"], folder: string): Promise<readonly Row[]> {
	await using engine = await startEngine(name);
	const bench = await createBench(engine, folder);
	const rows: Row[] = [];
	for (const lanes of laneCounts) rows.push(await rateRow(bench, lanes));
	rows.push(await rateRow({ ...bench, ours: bench.bare }, 1, " without a shell"));
	rows.push(await startsRow(engine, folder));
	return [...rows, await talkRow(bench), await delayRow(bench)];
}

interface Bench {
	readonly engine: TestEngine;
	readonly start: (fields: Readonly<Record<string, unknown>>) => Promise<Started>;
	/** Runs a command to its end, with its output on files. */
	readonly ours: (command: string) => Promise<Sandbox>;
	/** Runs a program without a shell, which the engine listens to. */
	readonly bare: (program: string) => Promise<Sandbox>;
	/** The same with the engine's own program, and its output nowhere. */
	readonly theirs: (command: string) => Promise<void>;
}

interface Started {
	readonly attempt: RunningAttempt;
	readonly sandbox: Sandbox;
}

async function createBench(engine: TestEngine, folder: string, starts = usualStarts): Promise<Bench> {
	const host = await readHostFacts({ pid: process.pid, path: process.env["PATH"] ?? "" });
	const fetch = { cacheDirectory: join(folder, "cache"), maxBytes: 1e6 };
	const environment = { DOCKER_HOST: engine.host };
	const executor = executors.docker({
		processes: systemProcesses,
		clock: systemClock,
		host,
		fetch,
		environment,
		starts,
	});
	let count = 0;
	const start = async ({ container, ...fields }: Readonly<Record<string, unknown>>): Promise<Started> => {
		const image = { image: engine.image, parameters: [{ key: "network", value: "none" }] };
		const job = Job.parse({
			name: "quick",
			schedule: "R//PT1H",
			runAsUser: "",
			...fields,
			container: { ...image, ...Object(container) },
		});
		const sandbox = sandboxAt(join(folder, `ours-${count++}`));
		const nonce = randomUUID().replaceAll("-", "");
		const args = job.arguments.join(" ").replaceAll(";", "");
		const launch = await executor.start({ taskId: `ct:1420843781398:0:quick:${args}`, job, nonce }, sandbox);
		if (launch.kind !== "running") throw new Error(launch.reason);
		return { attempt: launch.attempt, sandbox };
	};
	const run = async (fields: Readonly<Record<string, unknown>>): Promise<Sandbox> => {
		const { attempt, sandbox } = await start(fields);
		const end = await attempt.end;
		if (end.kind !== "exited" || end.exitCode !== 0) throw new Error(JSON.stringify(end));
		return sandbox;
	};
	const ours: Bench["ours"] = (command) => run({ command });
	const bare: Bench["bare"] = (command) => run({ command, shell: false, container: { type: "MESOS" } });
	return { engine, start, ours, bare, theirs: (command) => runTheirs(engine, command) };
}

async function runTheirs({ program, image }: TestEngine, command: string): Promise<void> {
	const [file = "", ...words] = program.command;
	const asked = ["run", "--rm", "--init", "--network", "none", image, "/bin/sh", "-c", command];
	const child = spawn(file, [...words, ...asked], {
		env: program.environment,
		stdio: ["ignore", "ignore", "inherit"],
	});
	const [status] = await once(child, "exit");
	if (status !== 0) throw new Error(`${file} run ended with ${String(status)}`);
}

/** The median round of each; they take turns, so that a busy machine slows both. */
async function rateRow({ engine, ours, theirs }: Bench, lanes: number, how = ""): Promise<Row> {
	const rates = { ours: [] as number[], theirs: [] as number[] };
	// What few runs at a time are told by lasts a moment, in which a disk may have something else to do.
	const turns = lanes === 1 ? { rounds: 3 * rounds, runsPerLane: 2 } : { rounds, runsPerLane };
	for (let round = 0; round < turns.rounds; round++) {
		rates.theirs.push(await rateOf(() => theirs("true"), lanes, turns.runsPerLane));
		rates.ours.push(await rateOf(() => ours("true"), lanes, turns.runsPerLane));
	}
	const ratio = median(rates.ours) / median(rates.theirs);
	return {
		name: `${engine.name}, runs of true${how}, ${lanes} at a time`,
		measured: `${ratio.toFixed(2)} × the rate of its own run --rm (${median(rates.theirs).toFixed(1)}/s)`,
		budget: "≥ 0.8 ×",
		isMet: ratio >= 0.8,
	};
}

async function rateOf(run: () => Promise<unknown>, lanes: number, runs = runsPerLane): Promise<number> {
	const times = Math.min(runs * lanes, mostRuns);
	const tookMs = await timed(() => inLanes({ times, lanes }, async () => void (await run())));
	return (times / tookMs) * 1000;
}

/** Whether the number of containers that are made at a time is a good one. */
async function startsRow(engine: TestEngine, folder: string): Promise<Row> {
	const rates = new Map<number, number[]>(startCounts.map((starts) => [starts, []]));
	for (let round = 0; round < rounds; round++) {
		for (const [starts, known] of rates) {
			const { ours } = await createBench(engine, join(folder, `starts-${starts}-${round}`), starts);
			known.push(await rateOf(() => ours("true"), 16));
		}
	}
	// Nothing but what else the disk has to do makes one of them slower, and that is far more than they differ by.
	const best = new Map([...rates].map(([starts, known]) => [starts, Math.max(...known)]));
	const ratio = (best.get(usualStarts) ?? 0) / Math.max(...best.values());
	return {
		name: `${engine.name}, ${usualStarts} containers made at a time`,
		measured: [...best].map(([starts, rate]) => `${starts}: ${rate.toFixed(1)}/s`).join(", "),
		budget: "≥ 0.75 × the best number",
		isMet: ratio >= 0.75,
	};
}

async function talkRow({ engine, ours }: Bench): Promise<Row> {
	let size = 0;
	const talkMs = await timed(async () => {
		const { stdoutFile } = await ours(`dd if=/dev/zero bs=1000000 count=${talkBytes / 1e6} 2>/dev/null`);
		({ size } = statSync(stdoutFile));
	});
	// With all that a container costs besides.
	const rate = talkBytes / 1e3 / talkMs;
	return {
		name: `${engine.name}, ${talkBytes / 1e6} MB of output`,
		measured: `${rate.toFixed(0)} MB/s, ${size === talkBytes ? "all" : size} of it here`,
		budget: "≥ 100 MB/s, all of it",
		isMet: rate >= 100 && size === talkBytes,
	};
}

/** From a file that the command waits for, to the line that it says then in its log. */
async function delayRow({ engine, start }: Bench): Promise<Row> {
	const delays = { written: await delaysOf(start, true), told: await delaysOf(start, false) };
	const [written, told] = [percentile(delays.written, 0.95), percentile(delays.told, 0.95)];
	return {
		name: `${engine.name}, a line from a container to its log`,
		measured: `p95 ${written.toFixed(0)} ms, through the engine ${told.toFixed(0)} ms`,
		budget: "≤ 200 ms",
		isMet: written <= 200 && told <= 200,
	};
}

async function delaysOf(start: Bench["start"], shell: boolean): Promise<readonly number[]> {
	const line = 'i=0; while :; do until [ -e "$MESOS_SANDBOX/$i" ]; do :; done; echo $i; i=$((i+1)); done';
	const { attempt, sandbox } = await start(
		shell ? { command: line } : { command: "/bin/sh", arguments: ["-c", line], shell, container: { type: "MESOS" } },
	);
	const delays: number[] = [];
	for (let index = 0; index < looks; index++) {
		writeFileSync(join(sandbox.workDirectory, String(index)), "");
		delays.push(await timed(() => untilSaid(sandbox.stdoutFile, `${index}\n`)));
	}
	await attempt.stop(0);
	return delays;
}

async function untilSaid(file: string, words: string): Promise<void> {
	while (!existsSync(file) || !readFileSync(file, "utf8").endsWith(words)) await sleep(1);
}
