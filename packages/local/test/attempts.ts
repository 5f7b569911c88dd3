import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@chronos-job/core";
import { Job } from "@chronos-job/schemas";
import { tempDir } from "@chronos-job/testkit";
import type { AttemptSpec, Executor, RunningAttempt, Sandbox } from "../src/executors/executor.ts";
import { readHostFacts } from "../src/executors/host-facts.ts";
import { processExecutor, type ProcessExecutorOptions } from "../src/executors/process.ts";
import { systemProcesses } from "../src/executors/processes.ts";
import { sandboxAt } from "../src/sandbox/sandbox.ts";

export { sandboxAt };

export const host = await readHostFacts({ pid: process.pid, path: process.env["PATH"] ?? "" });
const fetch = { cacheDirectory: "/nonexistent/cache", maxBytes: 1e6 };

export type Fields = Readonly<Record<string, unknown>>;

export function specOf(fields: Fields, args = ""): AttemptSpec {
	const job = Job.parse({ name: "nightly", schedule: "R//PT1H", runAsUser: "", ...fields });
	return { taskId: `ct:1420843781398:2:nightly:${args}`, job, nonce: randomUUID() };
}

export function executorWith(options: Partial<ProcessExecutorOptions> = {}): Executor {
	return processExecutor({ processes: systemProcesses, clock: systemClock, host, fetch, ...options });
}

export async function launch(
	attempt: AttemptSpec,
	sandbox: Sandbox,
	executor = executorWith(),
): Promise<RunningAttempt> {
	const launched = await executor.start(attempt, sandbox);
	if (launched.kind !== "running") throw new Error(launched.reason);
	return launched.attempt;
}

export async function runJob(
	fields: Fields,
	{ args = "", ...options }: Partial<ProcessExecutorOptions> & { readonly args?: string } = {},
) {
	using directory = tempDir();
	const sandbox = sandboxAt(directory.path);
	const attempt = await launch(specOf(fields, args), sandbox, executorWith(options));
	const end = await attempt.end;
	return { end, stdout: readFileSync(sandbox.stdoutFile), stderr: readFileSync(sandbox.stderrFile, "utf8") };
}

export function isThere(pid: number): boolean {
	try {
		// A zombie has ended, whoever has yet to notice.
		return !/\) Z /.test(readFileSync(`/proc/${String(pid)}/stat`, "utf8"));
	} catch {
		return false;
	}
}

export async function textOf(file: string): Promise<string> {
	for (;;) {
		const text = readOr(file);
		if (text.endsWith("\n")) return text;
		await sleep(5);
	}
}

export function readOr(file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return "";
	}
}

export async function gone(pid: number): Promise<true> {
	while (isThere(pid)) await sleep(5);
	return true;
}
