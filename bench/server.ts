/** The server as its users run it: the packed program, spoken to over its socket. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commitRows } from "./commits.ts";
import { typicalJob } from "./jobs.ts";
import type { InstalledProgram } from "./program.ts";
import { median, percentile, type Row } from "./row.ts";
import { type SocketClient, socketClient } from "./socket-client.ts";
import { bareRun, inLanes, timed } from "./timing.ts";

export async function serverRows(installed: InstalledProgram): Promise<readonly Row[]> {
	return [
		...(await commitRows()),
		...(await withServer(installed, "start", startRow)),
		...(await withServer(installed, "runs", runRows)),
		...(await withServer(installed, "lists", listRows)),
		...(await withServer(installed, "scale", scaleRows)),
	].toSorted((a, b) => Number(b.isMet) - Number(a.isMet));
}

export interface RunningServer {
	readonly pid: number;
	readonly client: SocketClient;
	/** From the start of the process to its first answer. */
	readonly startMs: number;
	readonly folder: string;
}

export async function withServer(
	{ program, folder }: InstalledProgram,
	name: string,
	measure: (server: RunningServer) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
	const state = join(folder, name);
	mkdirSync(state, { mode: 0o700 });
	const started = performance.now();
	const child = spawn(
		process.execPath,
		[program, "local", "start", "--foreground", "--cpus", "64", "--mem", "100000", "--state", state],
		{ stdio: ["ignore", "ignore", "inherit"] },
	);
	using client = socketClient(join(state, "server.sock"), 64);
	try {
		await firstAnswer(client);
		return await measure({ pid: child.pid ?? 0, client, startMs: performance.now() - started, folder: state });
	} finally {
		await ended(child);
	}
}

async function firstAnswer(client: SocketClient): Promise<void> {
	for (let tries = 0; tries < 5000; tries++) {
		if ((await client.send("GET", "/ping").catch(() => undefined))?.status === 200) return;
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
	throw new Error("the server does not answer");
}

function ended(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		child.once("exit", () => resolve());
		child.kill("SIGTERM");
	});
}

async function startRow({ startMs }: RunningServer): Promise<readonly Row[]> {
	const isMet = startMs <= 250;
	return [{ name: "start to first answer", measured: `${startMs.toFixed(0)} ms`, budget: "≤ 250 ms", isMet }];
}

export async function put(client: SocketClient, job: object): Promise<void> {
	const { status, text } = await client.send("POST", "/v1/scheduler/iso8601", job);
	if (status !== 204) throw new Error(`a submit was answered ${String(status)}: ${text}`);
}

const plainJob = (name: string) => ({ name, command: "true", retries: 0, cpus: 0.1, schedule: "R1//P1Y" });

async function runRows(server: RunningServer): Promise<readonly Row[]> {
	return [await overheadRow(server), await saturationRow(server)];
}

/** One run at a time, from the submit to the event that settles it, in turns with a bare spawn. */
async function overheadRow({ client, folder }: RunningServer): Promise<Row> {
	const times = { bare: [] as number[], ours: [] as number[] };
	const settled = await settledRuns(client);
	for (let run = -10; run < 200; run++) {
		const bare = await timed(() => bareRun(folder));
		const ours = await timed(async () => {
			await put(client, plainJob(`one-${String(run)}`));
			await settled(1);
		});
		if (run < 0) continue;
		times.bare.push(bare);
		times.ours.push(ours);
	}
	const [bare, ours] = [median(times.bare), median(times.ours)];
	return {
		name: "submit → settled of `true`, one at a time",
		measured: `${ours.toFixed(2)} ms = ${(ours / bare).toFixed(2)} × bare spawn (${bare.toFixed(2)} ms)`,
		budget: "≤ 1.6 ×",
		isMet: ours / bare <= 1.6,
	};
}

async function saturationRow({ client, folder }: RunningServer): Promise<Row> {
	const lanes = 32;
	const times = 500;
	const ratios: number[] = [];
	let last = { bare: 0, ours: 0 };
	for (let round = 0; round < 3; round++) {
		const bare = times / ((await timed(() => inLanes({ times, lanes }, () => bareRun(folder)))) / 1000);
		const settled = await settledRuns(client);
		const seconds = await timed(async () => {
			const submits = inLanes({ times, lanes }, (index) =>
				put(client, plainJob(`many-${String(round)}-${String(index)}`)),
			);
			await settled(times);
			await submits;
		});
		const ours = times / (seconds / 1000);
		last = { bare, ours };
		ratios.push(ours / bare);
	}
	const ratio = median(ratios);
	return {
		name: `${String(times)} runs submitted at once`,
		measured: `${last.ours.toFixed(0)} runs/s = ${ratio.toFixed(2)} × bare spawns (${last.bare.toFixed(0)}/s)`,
		budget: "≥ 0.6 ×",
		isMet: ratio >= 0.6,
	};
}

/** Waits until so many more runs have settled, as the event stream tells. */
async function settledRuns(client: SocketClient): Promise<(count: number) => Promise<void>> {
	const heard = { count: 0, tell: () => {} };
	await client.follow("/local/v1/events", (text) => {
		heard.count += text.split("event: run.settled").length - 1;
		heard.tell();
	});
	return async (wanted) => {
		while (heard.count < wanted) await new Promise<void>((resolve) => (heard.tell = resolve));
		heard.count -= wanted;
	};
}

async function listRows(server: RunningServer): Promise<readonly Row[]> {
	await fill(server.client, 10_000);
	return [
		await latencyRow(server, { name: "GET jobs, 10 000 of them", path: "jobs", limitMs: 60 }),
		await latencyRow(server, { name: "GET jobs/summary, 10 000 of them", path: "jobs/summary", limitMs: 30 }),
	];
}

async function latencyRow(
	{ client }: RunningServer,
	{ name, path, limitMs }: { readonly name: string; readonly path: string; readonly limitMs: number },
): Promise<Row> {
	const times: number[] = [];
	for (let run = -3; run < 30; run++) {
		// One job changes in between, so that no whole answer can be kept.
		await put(client, {
			...typicalJob("sweep-00001"),
			schedule: "R/2100-01-01T00:00:00Z/P1D",
			description: String(run),
		});
		const time = await timed(async () => void (await client.measure(`/v1/scheduler/${path}`)));
		if (run >= 0) times.push(time);
	}
	const time = median(times);
	return {
		name,
		measured: `p50 ${time.toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`,
		budget: `p50 ≤ ${String(limitMs)} ms`,
		isMet: time <= limitMs,
	};
}

export async function fill(client: SocketClient, count: number): Promise<void> {
	await inLanes({ times: count, lanes: 64 }, (index) =>
		put(client, {
			...typicalJob(`sweep-${String(index).padStart(5, "0")}`),
			schedule: "R/2100-01-01T00:00:00Z/P1D",
		}),
	);
}

/** A hundred thousand enabled jobs: memory, the idle processor, and how late a due job is while others run. */
async function scaleRows({ client, pid }: RunningServer): Promise<readonly Row[]> {
	const before = residentMb(pid);
	await fill(client, 100_000);
	const after = residentMb(pid);
	const busyBefore = cpuMs(pid);
	await new Promise((resolve) => setTimeout(resolve, 10_000));
	const idle = (cpuMs(pid) - busyBefore) / 10_000;
	const late = await lateness(client);
	const p99 = percentile(late, 0.99);
	return [
		{
			name: "memory, 100 000 jobs",
			measured: `${after.toFixed(0)} MB, ${((after - before) / 10).toFixed(1)} MB per 10 000 jobs`,
			budget: "≤ 500 MB",
			isMet: after <= 500,
		},
		{
			name: "idle processor, 100 000 jobs",
			measured: `${(idle * 100).toFixed(2)} %`,
			budget: "≤ 1 %",
			isMet: idle <= 0.01,
		},
		{
			name: "a due job is late, 50 runs a second",
			measured: `p50 ${median(late).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (${String(late.length)} runs)`,
			budget: "p99 ≤ 20 ms",
			isMet: p99 <= 20,
		},
	];
}

/** Five hundred jobs, 20 ms apart, each due at a time of its own. */
async function lateness(client: SocketClient): Promise<readonly number[]> {
	const first = Date.now() + 3000;
	const dueTimes = Array.from({ length: 500 }, (_, index) => first + index * 20);
	await inLanes({ times: dueTimes.length, lanes: 16 }, (index) =>
		put(client, {
			...plainJob(`due-${String(index)}`),
			schedule: `R1/${new Date(dueTimes[index] ?? 0).toISOString()}/P1Y`,
		}),
	);
	await new Promise((resolve) => setTimeout(resolve, first + dueTimes.length * 20 + 2000 - Date.now()));
	const { text } = await client.send("GET", "/local/v1/runs?limit=500");
	const { runs } = JSON.parse(text) as { runs: { dueAt?: string; attempts?: { launchedAt?: string }[] }[] };
	return runs.flatMap(({ dueAt, attempts }) => {
		const launchedAt = attempts?.[0]?.launchedAt;
		return dueAt === undefined || launchedAt === undefined ? [] : [Date.parse(launchedAt) - Date.parse(dueAt)];
	});
}

function residentMb(pid: number): number {
	return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"))?.[1]) / 1024;
}

export function cpuMs(pid: number): number {
	const fields = readFileSync(`/proc/${String(pid)}/stat`, "utf8")
		.replace(/^.*\) /, "")
		.split(" ");
	return (Number(fields[11]) + Number(fields[12])) * 10;
}
