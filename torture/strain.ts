/** `node --conditions=@chronos-job/source torture/strain.ts`: one job that prints a gigabyte, and ten thousand submits at once. */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Row } from "../bench/row.ts";
import { type SocketClient, socketClient } from "../bench/socket-client.ts";
import { inLanes } from "../bench/timing.ts";
import { startServer } from "./server-process.ts";

const bytes = 1_000_000_000;
const maxLogBytes = 10_000_000;

const rows = [...(await withServer(flood)), ...(await withServer(burst))];
for (const { name, measured, budget, isMet } of rows)
	console.log(`${isMet ? "ok  " : "MISS"}  ${name.padEnd(40)} ${measured.padEnd(56)} ${budget}`);
process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1;

interface Strained {
	readonly client: SocketClient;
	readonly state: string;
	readonly memoryMb: (which: "VmRSS" | "VmHWM") => number;
}

async function withServer(strain: (server: Strained) => Promise<readonly Row[]>): Promise<readonly Row[]> {
	const folder = mkdtempSync(join(tmpdir(), "strain-"));
	const [socketPath, state] = [join(folder, "s"), join(folder, "state")];
	const server = startServer(
		{ directory: state, socketPath, cpus: 8, failureRetryMs: 200, graceMs: 500, maxLogBytes },
		{ log: join(folder, "log"), cache: fileURLToPath(new URL("../.cache/compiled", import.meta.url)) },
	);
	using client = socketClient(socketPath, 128);
	try {
		if ((await server.ready) === undefined) throw new Error(readFileSync(join(folder, "log"), "utf8"));
		const memoryMb = (which: string) => {
			const status = readFileSync(`/proc/${String(server.pid)}/status`, "utf8");
			return Number(new RegExp(`${which}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
		};
		return await strain({ client, state, memoryMb });
	} finally {
		server.kill("SIGKILL");
		await server.ended;
		rmSync(folder, { recursive: true });
	}
}

/** Head and tail stay, and a reader follows all the while. */
async function flood({ client, state, memoryMb }: Strained): Promise<readonly Row[]> {
	const before = memoryMb("VmRSS");
	const started = performance.now();
	const command = `echo first; yes 0123456789 | head -c ${String(bytes)}; echo last`;
	await client.send("POST", "/v1/scheduler/iso8601", { name: "flood", command, schedule: "R1//PT1H" });
	await client.follow("/local/v1/jobs/flood/logs/stdout?follow=1", () => {});
	while (!(await client.send("GET", "/local/v1/runs?job=flood")).text.includes('"outcome":"succeeded"'))
		await pause(50);
	const seconds = (performance.now() - started) / 1000;
	const { file, text } = logOf(state);
	const grown = memoryMb("VmHWM") - before;
	const dropped = /\[chronos-job: (\d+) bytes dropped here\]/.exec(text)?.[1];
	const isWhole = text.startsWith("first\n") && text.endsWith("last\n") && Number(dropped) === bytes + 11 - maxLogBytes;
	return [
		{
			name: "1 GB from one job: memory of the server",
			measured: `${grown.toFixed(0)} MB more in ${seconds.toFixed(1)} s (${(bytes / 1e6 / seconds).toFixed(0)} MB/s)`,
			budget: "≤ 60 MB",
			isMet: grown <= 60,
		},
		{
			name: "1 GB from one job: its log",
			measured: `${(statSync(file).size / 1e6).toFixed(1)} MB, ${String(dropped)} bytes dropped`,
			budget: "head, tail and what was dropped",
			isMet: isWhole,
		},
	];
}

function logOf(state: string): { readonly file: string; readonly text: string } {
	const file = join(state, "sandboxes", "2-0", "stdout");
	return { file, text: readFileSync(file, "latin1") };
}

async function burst({ client, memoryMb }: Strained): Promise<readonly Row[]> {
	const times = 10_000;
	const before = memoryMb("VmRSS");
	const statuses = new Map<string, number>();
	const started = performance.now();
	await inLanes({ times, lanes: 128 }, async (index) => {
		const job = { name: `job-${String(index)}`, command: "true", schedule: "R/2100-01-01T00:00:00Z/P1D" };
		const status = await client
			.send("POST", "/v1/scheduler/iso8601", job)
			.then((answer) => String(answer.status), String);
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
	});
	const seconds = (performance.now() - started) / 1000;
	const { text } = await client.send("GET", "/v1/scheduler/jobs");
	const names = (JSON.parse(text) as readonly { readonly name: string }[]).map(({ name }) => name);
	const taken = statuses.get("204") ?? 0;
	return [
		{
			name: "10 000 submits over 128 connections",
			measured: `${[...statuses].map(([status, count]) => `${String(count)} × ${status}`).join(", ")} in ${seconds.toFixed(2)} s = ${(times / seconds).toFixed(0)}/s`,
			budget: "each accepted one stored once",
			isMet: names.length === taken && new Set(names).size === taken,
		},
		{
			name: "10 000 submits: memory of the server",
			measured: `${(memoryMb("VmHWM") - before).toFixed(0)} MB more`,
			budget: "≤ 150 MB",
			isMet: memoryMb("VmHWM") - before <= 150,
		},
	];
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
