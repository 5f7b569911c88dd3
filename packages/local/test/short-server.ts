/** A server in a process of its own that is closed as soon as the latest attempt is as far as was asked; then the process is to end by itself. */
import { writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@chronos-job/core";
import {
	executors,
	findJob,
	openSqliteStore,
	readHostFacts,
	startLocal,
	type SubmittedJob,
	systemProcesses,
} from "../src/index.ts";

export interface ShortServerOptions {
	readonly directory: string;
	readonly jobs: readonly SubmittedJob[];
	readonly until: "running" | "ended";
}

/** What it says. */
export interface ShortServerReport {
	readonly runAsUser: string | undefined;
	readonly exitCode: number | undefined;
	readonly phase: string;
}

const { directory, jobs, until }: ShortServerOptions = JSON.parse(process.argv[2] ?? "{}");
const host = await readHostFacts({ pid: process.pid, path: "/usr/local/bin:/usr/bin:/bin" });
const fetch = { cacheDirectory: join(directory, "cache"), maxBytes: 2 ** 20 };
const server = await startLocal({
	store: openSqliteStore({ directory: join(directory, "state") }),
	executor: (clock) => executors.process({ processes: systemProcesses, clock, host, fetch }),
	clock: systemClock,
	sandboxRoot: join(directory, "sandboxes"),
	currentUser: host.user.name,
});
await server.submit(jobs);
writeSync(1, JSON.stringify(await report()));
await server.close();

async function report(): Promise<ShortServerReport> {
	for (;;) {
		const [attempt] = server.engine.history.listRuns({ limit: 1 })[0]?.attempts ?? [];
		if (attempt?.phase === until) {
			const { runAsUser } = findJob(server.engine.state, attempt.job)?.job ?? {};
			return { runAsUser, exitCode: attempt.end?.exitCode, phase: attempt.phase };
		}
		await sleep(5);
	}
}
