import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { ChronosServer, Connection, Need, Wishes } from "@chronos-job/conformance";
import { systemClock } from "@chronos-job/core";
import {
	type ScriptedAttempt,
	type Executor,
	executors,
	type LocalOptions,
	type LocalServer,
	manualClock,
	memoryStore,
	readHostFacts,
	scriptedExecutor,
	type ScriptedOutcome,
	startLocal,
	systemProcesses,
} from "../src/index.ts";
import { commandOf } from "../src/sandbox/job-command.ts";

interface EmbeddedOptions {
	readonly faithful?: boolean;
	readonly dialect?: "3.x" | "2.x";
}

const usualStart = Date.parse("2026-11-21T09:00:00.000Z");
const roomy = { cpus: 100, memMb: 100_000, diskMb: 1_000_000, gpus: [] };
const small = { ...roomy, cpus: 1 };
const credentials = { user: "somebody", password: "pa:ss" };

/** The embedded server on a clock that is set: commands are understood, but not run. */
export function manualChronos(options: EmbeddedOptions = {}): ChronosServer {
	const { faithful = false, dialect = "3.x" } = options;
	return {
		name: `the embedded server${faithful ? ", faithful," : ""}${dialect === "2.x" ? " in 2.x" : ""}`,
		dialect,
		offers: ["manual-time", "credentials", "disposable", "mortal", "restart", "small-machine", "disables-after-2"],
		connect: async ({ needs, at = usualStart }) => {
			const clock = manualClock(at);
			const executor = scriptedExecutor(byCommand());
			return openConnection(
				{ ...optionsFor(options, needs), clock, executor },
				{ time: { now: () => clock.now(), advance: (ms) => clock.advance(ms) } },
			);
		},
	};
}

/** The embedded server as it is used: what it is given really runs. */
export function processChronos(options: EmbeddedOptions = {}): ChronosServer {
	return {
		name: `the embedded server with processes${options.faithful === true ? ", faithful," : ""}`,
		dialect: "3.x",
		offers: ["shell"],
		connect: async ({ needs }) => {
			const directory = await mkdtemp(join(tmpdir(), "conformance-"));
			const { username } = userInfo();
			const shared = optionsFor(options, needs);
			return openConnection(
				{
					...shared,
					executor: await realExecutor(join(directory, "cache"), options),
					sandboxRoot: join(directory, "sandboxes"),
					currentUser: username,
				},
				{ release: () => rm(directory, { recursive: true, force: true, maxRetries: 3 }) },
			);
		},
	};
}

function optionsFor(
	{ faithful = false, dialect = "3.x" }: EmbeddedOptions,
	needs: Wishes["needs"],
): Omit<LocalOptions, "executor" | "store"> {
	const has = (need: Need): boolean => needs.includes(need);
	return {
		dialect,
		capacity: has("small-machine") ? small : roomy,
		settings: { rules: { faithful }, disableAfterFailures: has("disables-after-2") ? 2 : 0 },
		credentials: has("credentials") ? credentials : "none",
	};
}

interface Extras extends Pick<Connection, "time"> {
	readonly release?: () => Promise<void>;
}

async function openConnection(
	options: Omit<LocalOptions, "store">,
	{ release, ...extras }: Extras,
): Promise<Connection> {
	const store = memoryStore();
	const { credentials: account = "none", ...rest } = options;
	const listen = { host: "127.0.0.1", port: 0 };
	const start = (): Promise<LocalServer> => startLocal({ ...rest, store, listen, credentials: account });
	let server = await start();
	return {
		...extras,
		isOwn: true,
		get url() {
			return server.url ?? new URL("http://nowhere.invalid");
		},
		...(account === "none" ? {} : { credentials: account }),
		restart: async () => {
			await server.close();
			server = await start();
		},
		[Symbol.asyncDispose]: async () => {
			await server.close({ stopJobs: true });
			await release?.();
		},
	};
}

async function realExecutor(cacheDirectory: string, { faithful = false }: EmbeddedOptions): Promise<Executor> {
	return executors.process({
		processes: systemProcesses,
		clock: systemClock,
		host: await readHostFacts({ pid: process.pid, path: process.env["PATH"] ?? "" }),
		fetch: { cacheDirectory, maxBytes: 2 ** 20 },
		faithful,
	});
}

/** Every job behaves as its command says, whatever its name is. */
function byCommand(): Readonly<Record<string, (attempt: ScriptedAttempt) => ScriptedOutcome>> {
	return new Proxy({}, { get: () => outcomeOf });
}

function outcomeOf({ job, taskId }: ScriptedAttempt): ScriptedOutcome {
	const command = commandOf({ job, taskId, faithful: true });
	if (command.kind === "refused") return { refused: command.reason };
	const words = (command.argv.at(-1) ?? "").split(";").map((statement) => statement.trim().split(/\s+/));
	const sleep = words.find(([program]) => program === "sleep")?.[1];
	const exit = words.find(([program]) => program === "exit")?.[1];
	return { exitCode: Number(exit ?? 0), afterMs: Number(sleep ?? 0) * 1000 };
}
