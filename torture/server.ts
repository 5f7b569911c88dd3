/** A server in a process of its own, with its options as JSON; it says when it listens, and ends with whoever started it. */
import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { systemClock } from "@chronos-job/core";
import {
	executors,
	type Gpu,
	openSqliteStore,
	probeLimits,
	readHostFacts,
	startLocal,
	systemProcesses,
} from "@chronos-job/local";
import { condemn, type Victims } from "./executioner.ts";
import type { KillPoint } from "./kill-point.ts";
import { type Sabotage, sabotages } from "./sabotage.ts";

export interface ServerOptions {
	readonly directory: string;
	readonly socketPath: string;
	readonly cpus: number;
	readonly failureRetryMs: number;
	readonly graceMs: number;
	readonly maxLogBytes?: number | undefined;
	/** Where containers go, as DOCKER_HOST would say it. */
	readonly engine?: string | undefined;
	/** What it finds of GPUs, and where its engine looks for them. */
	readonly gpus?: TortureGpus | undefined;
	/** Whether attempts are kept in control groups, where there are any. */
	readonly limits?: "auto" | "off" | undefined;
	readonly kill?: KillPoint | undefined;
	readonly sabotage?: Sabotage | undefined;
}

export interface TortureGpus {
	readonly known: readonly Gpu[];
	readonly cdiFolders: readonly string[];
	readonly programFolders: readonly string[];
}

/** What it says. */
export interface Ready {
	/** From the opening of the store to listening. */
	readonly openMs: number;
}

const options: ServerOptions = JSON.parse(process.argv[2] ?? "{}");
const started = performance.now();
const host = await readHostFacts({ pid: process.pid, path: "/usr/local/bin:/usr/bin:/bin" });
const common = {
	processes: systemProcesses,
	clock: systemClock,
	host,
	fetch: { cacheDirectory: join(options.directory, "cache"), maxBytes: 2 ** 20 },
	maxLogBytes: options.maxLogBytes,
};
const sound: Victims = {
	store: openSqliteStore({ directory: options.directory }),
	executor: executors.process({
		...common,
		limits: await probeLimits({
			mode: options.limits ?? "off",
			processes: systemProcesses,
			serverPid: process.pid,
			now: Date.now(),
		}),
	}),
	containers:
		options.engine === undefined
			? undefined
			: executors.docker({ ...common, ...sightOf(options), environment: { DOCKER_HOST: options.engine } }),
};
const { known = [] } = options.gpus ?? {};
const parts = options.sabotage === undefined ? sound : sabotages[options.sabotage](sound);
const server = await startLocal({
	...condemn(parts, options.kill),
	settings: { failureRetryMs: options.failureRetryMs },
	capacity: { cpus: options.cpus, memMb: 2 ** 20, diskMb: 2 ** 20, gpus: known.map(({ id }) => id), gpuFacts: known },
	listen: { socketPath: options.socketPath },
	sandboxRoot: join(options.directory, "sandboxes"),
	currentUser: host.user.name,
	graceMs: options.graceMs,
	retention: { runsMs: Infinity, events: Infinity, sandboxesMs: Infinity, sandboxBytes: Infinity },
	facts: { pid: process.pid },
	report: ({ code, about, error }) =>
		writeSync(2, `${code} (${about}): ${error instanceof Error ? (error.stack ?? "") : String(error)}\n`),
});
process.once("SIGTERM", () => void server.close().then(() => process.exit()));
process.stdin.once("end", () => process.exit()).resume();
const ready: Ready = { openMs: performance.now() - started };
writeSync(1, `${JSON.stringify(ready)}\n`);
// Whoever is killed does not write down what it has compiled.
flushCompileCache();

function sightOf({ gpus }: ServerOptions) {
	if (gpus === undefined) return {};
	return { hidesGpus: () => true, gpus: { ...gpus, known: () => gpus.known } };
}
