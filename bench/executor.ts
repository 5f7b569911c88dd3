/** What the process executor costs over a bare spawn with the same files, and what a talkative job costs the disk. */
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "@chronos-job/core";
import {
	type Executor,
	executors,
	probeLimits,
	readHostFacts,
	type Sandbox,
	sandboxAt,
	systemProcesses,
} from "@chronos-job/local";
import { Job } from "@chronos-job/schemas";
import { median, type Row } from "./row.ts";
import { bareRun, inLanes, timed } from "./timing.ts";

const rounds = 5;
const runsEach = 100;
const inFlight = 32;
const talkBytes = 200_000_000;
const capBytes = 10_000_000;

export async function executorRows(folder: string): Promise<readonly Row[]> {
	// Attempts do not keep a server alive, and nothing else does here.
	const alive = setInterval(() => {}, 1000);
	try {
		const bench = await createBench(folder);
		const overhead = await overheadRow(bench);
		const throughput = await throughputRow(bench);
		return [overhead, throughput, await talkRow(bench)];
	} finally {
		clearInterval(alive);
	}
}

interface Bench {
	readonly bare: () => Promise<void>;
	readonly free: () => Promise<void>;
	/** In a control group, where this machine has them. */
	readonly limited: () => Promise<void>;
	readonly talk: () => Promise<Talk>;
}

interface Talk {
	readonly stdoutFile: string;
	/** The most that its sandbox took up at a time. */
	readonly peakBytes: number;
}

async function createBench(folder: string): Promise<Bench> {
	let count = 0;
	const next = (name: string) => join(folder, `${name}-${count++}`);
	const host = await readHostFacts({ pid: process.pid, path: process.env["PATH"] ?? "" });
	const fetch = { cacheDirectory: join(folder, "cache"), maxBytes: 1e6 };
	const options = { processes: systemProcesses, clock: systemClock, host, fetch };
	const limits = await probeLimits({
		mode: "auto",
		processes: systemProcesses,
		serverPid: process.pid,
		now: Date.now(),
	});
	console.log(`      limits: ${limits.kind}, ${limits.reason}`);
	const run = async (executor: Executor, command: string, directory = next("ours")): Promise<Sandbox> => {
		const job = Job.parse({ name: "quick", schedule: "R//PT1H", command, owner: "a@example.org" });
		const sandbox = sandboxAt(directory);
		const launch = await executor.start({ taskId: "ct:1420843781398:0:quick:", job, nonce: randomUUID() }, sandbox);
		if (launch.kind !== "running") throw new Error(launch.reason);
		const end = await launch.attempt.end;
		if (end.kind !== "exited" || end.exitCode !== 0) throw new Error(JSON.stringify(end));
		return sandbox;
	};
	const [free, limited] = [executors.process(options), executors.process({ ...options, limits })];
	const capped = executors.process({ ...options, maxLogBytes: capBytes });
	return {
		bare: () => {
			const directory = next("bare");
			mkdirSync(directory);
			return bareRun(directory);
		},
		free: async () => void (await run(free, "true")),
		limited: async () => void (await run(limited, "true")),
		talk: async () => {
			const directory = next("talk");
			let peakBytes = 0;
			const watch = setInterval(() => (peakBytes = Math.max(peakBytes, sizeOf(directory))), 5);
			const { stdoutFile } = await run(capped, `head -c ${talkBytes} /dev/zero`, directory);
			clearInterval(watch);
			return { stdoutFile, peakBytes };
		},
	};
}

function sizeOf(directory: string): number {
	const files = readdirSync(directory).map((name) => statSync(join(directory, name), { throwIfNoEntry: false }));
	return files.reduce((sum, file) => sum + (file?.size ?? 0), 0);
}

/** The best of several medians of each; they take turns, so that a busy machine slows all. */
async function overheadRow({ bare, free, limited }: Bench): Promise<Row> {
	const medians = { bare: [] as number[], free: [] as number[], limited: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		const times = { bare: [] as number[], free: [] as number[], limited: [] as number[] };
		for (let run = 0; run < runsEach; run++) {
			times.bare.push(await timed(bare));
			times.free.push(await timed(free));
			times.limited.push(await timed(limited));
		}
		medians.bare.push(median(times.bare));
		medians.free.push(median(times.free));
		medians.limited.push(median(times.limited));
	}
	const floorMs = Math.min(...medians.bare);
	const ratio = Math.min(...medians.free) / floorMs;
	const limitedRatio = Math.min(...medians.limited) / floorMs;
	return {
		name: "executor, one run of true",
		measured: `${ratio.toFixed(2)} (limited ${limitedRatio.toFixed(2)}) × a bare spawn (${floorMs.toFixed(1)} ms)`,
		budget: "≤ 1.4 ×",
		isMet: ratio <= 1.4,
	};
}

async function throughputRow({ bare, free }: Bench): Promise<Row> {
	const rates = { bare: [] as number[], free: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		rates.bare.push(await rateOf(bare));
		rates.free.push(await rateOf(free));
	}
	const floor = Math.max(...rates.bare);
	const ratio = Math.max(...rates.free) / floor;
	return {
		name: `executor, ${inFlight} runs of true in flight`,
		measured: `${ratio.toFixed(2)} × the bare spawn rate (${floor.toFixed(0)}/s)`,
		budget: "≥ 0.7 ×",
		isMet: ratio >= 0.7,
	};
}

/** The disk that a job takes up which says much more than is kept, at its worst and in the end. */
async function talkRow({ talk }: Bench): Promise<Row> {
	const started = performance.now();
	const { stdoutFile, peakBytes } = await talk();
	const seconds = (performance.now() - started) / 1000;
	const kept = readFileSync(stdoutFile, "latin1");
	const said = /\[chronos-job: (\d+) bytes dropped here\]/.exec(kept)?.[1];
	const [rate, peakMb] = [(talkBytes / 1e6 / seconds).toFixed(0), (peakBytes / 1e6).toFixed(0)];
	return {
		name: `${talkBytes / 1e6} MB of output, ${capBytes / 1e6} MB kept`,
		measured: `${rate} MB/s, at most ${peakMb} MB of disk, ${said ?? "no"} bytes said to be dropped`,
		budget: "≤ 2 × what is kept, all counted",
		isMet:
			peakBytes <= 2 * capBytes + 100_000 && kept.length <= capBytes + 100 && Number(said) === talkBytes - capBytes,
	};
}

async function rateOf(run: () => Promise<void>): Promise<number> {
	const times = runsEach * 3;
	return times / ((await timed(() => inLanes({ times, lanes: inFlight }, run))) / 1000);
}
