import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { tempDir } from "@chronos-job/testkit";
import { type Answer, type SocketClient, socketClient } from "../../../bench/socket-client.ts";
import type { ServerOptions } from "../../../torture/server.ts";
import { type ServerProcess, startServer, type Surroundings } from "../../../torture/server-process.ts";
import { findStrays } from "../../../torture/strays.ts";
import { parseWire } from "../../../torture/wire.ts";

/** A whole server in a process of its own, with a disk and jobs that really run; nothing of it is left at the end. */
export interface ChildServer extends AsyncDisposable {
	readonly process: ServerProcess;
	readonly socketPath: string;
	readonly directory: string;
	readonly client: SocketClient;
	/** What it complained about. */
	readonly log: () => string;
	readonly residentMb: () => number;
	/** Submits a job that is due once, now, unless it says otherwise. */
	readonly put: (name: string, command: string, fields?: object) => Promise<Answer>;
	readonly runsOf: (name: string) => Promise<readonly Run[]>;
	/** Once there are so many that have settled. */
	readonly settled: (name: string, count?: number) => Promise<readonly Run[]>;
}

export interface Run {
	readonly outcome?: string;
	readonly dueAt?: number;
	readonly coversUntil?: number;
	readonly attempts: readonly {
		readonly taskId: string;
		readonly launchedAt: number;
		readonly end?: {
			readonly at: number;
			readonly exitCode?: number;
			readonly signal?: string;
			readonly reason?: string;
		};
	}[];
}

export async function childServer(
	options: Partial<ServerOptions> & Pick<Surroundings, "openFiles"> = {},
): Promise<ChildServer> {
	const place = tempDir();
	const { openFiles, ...others } = options;
	const directory = others.directory ?? join(place.path, "state");
	const socketPath = join(place.path, "s");
	const log = join(place.path, "log");
	const server = startServer(
		{ directory, socketPath, cpus: 8, failureRetryMs: 200, graceMs: 200, ...others },
		{ log, cache: fileURLToPath(new URL("../../../.cache/compiled", import.meta.url)), openFiles },
	);
	const client = socketClient(socketPath, 128);
	const childs: ChildServer = {
		process: server,
		socketPath,
		directory,
		client,
		log: () => readFileSync(log, "utf8"),
		residentMb: () => residentMb(server.pid),
		put: (name, command, fields = {}) =>
			client.send("POST", "/v1/scheduler/iso8601", { name, command, schedule: "R1//PT1H", retries: 0, ...fields }),
		runsOf: async (name) => runsOf(client, name),
		settled: async (name, count = 1) =>
			soon(async () => {
				const runs = (await runsOf(client, name)).filter(({ outcome }) => outcome !== undefined);
				return runs.length >= count ? runs : undefined;
			}),
		[Symbol.asyncDispose]: async () => {
			client[Symbol.dispose]();
			server.kill("SIGCONT");
			server.kill("SIGKILL");
			await server.ended;
			for (const { pid } of findStrays(directory, server.pid)) end(pid);
			place[Symbol.dispose]();
		},
	};
	if ((await server.ready) !== undefined) return childs;
	const complaints = childs.log();
	await childs[Symbol.asyncDispose]();
	throw new Error(`the server does not start: ${complaints}`);
}

/** The first answer that there is, looking again and again. */
export async function soon<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
	const end = performance.now() + patienceMs;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (performance.now() > end) throw new Error("it has not come");
		await sleep(10);
	}
}

const patienceMs = 20_000;

async function runsOf(client: SocketClient, name: string): Promise<readonly Run[]> {
	const { status, text } = await client.send("GET", `/local/v1/jobs/${name}/runs?limit=1000`);
	if (status !== 200) return [];
	return (parseWire(text) as { readonly runs: readonly Run[] }).runs.toReversed();
}

function residentMb(pid: number): number {
	return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"))?.[1]) / 1024;
}

export function openFilesOf(pid: number): number {
	return readdirSync(`/proc/${String(pid)}/fd`).length;
}

function end(pid: number): void {
	try {
		process.kill(pid, "SIGKILL");
	} catch {
		// It has ended by itself meanwhile.
	}
}
