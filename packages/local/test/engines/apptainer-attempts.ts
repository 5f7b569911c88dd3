import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "@chronos-job/core";
import { Job } from "@chronos-job/schemas";
import { becomeOrdinary, layOutRoot, tempDir, whyNoImage } from "@chronos-job/testkit";
import { apptainerExecutor, type ApptainerExecutorOptions } from "../../src/executors/apptainer.ts";
import type { AttemptSpec, Executor, RunningAttempt, Sandbox } from "../../src/executors/executor.ts";
import { readHostFacts } from "../../src/executors/host-facts.ts";
import { systemProcesses } from "../../src/executors/processes.ts";
import { type Fields, sandboxAt } from "../attempts.ts";

/** Where the ordinary user lives who has these tests, as on the machines that have Apptainer alone. */
export const home = becomeOrdinary();

const facts = await readHostFacts({ pid: process.pid, path: process.env["PATH"] ?? "" });
export const host = { ...facts, user: { ...facts.user, home } };

/** Why there is no Apptainer to test with. */
export function whyNoApptainer(): string | undefined {
	const { error, status, stderr } = spawnSync("apptainer", ["--version"], { encoding: "utf8" });
	if (error !== undefined) return "apptainer is not installed";
	return status === 0 ? whyNoImage() : `apptainer does not run: ${stderr.trim()}`;
}

/** A directory that Apptainer takes for an image. */
export function makeImageAt(folder: string): string {
	const image = join(folder, "busybox");
	layOutRoot(image);
	for (const name of ["proc", "sys", "dev", "var/tmp", "home"]) mkdirSync(join(image, name), { recursive: true });
	return image;
}

export type ApptainerFields = Fields & { readonly container: Fields & { readonly image: string } };

export function apptainerSpec(fields: ApptainerFields): AttemptSpec {
	const job = Job.parse({ name: "nightly", schedule: "R//PT1H", runAsUser: "", ...fields });
	const args = job.arguments.join(" ").replaceAll(";", "");
	return { taskId: `ct:1420843781398:2:nightly:${args}`, job, nonce: randomUUID().replaceAll("-", "") };
}

export function apptainerWith(options: Partial<ApptainerExecutorOptions> = {}): Executor {
	return apptainerExecutor({
		processes: systemProcesses,
		clock: systemClock,
		host,
		fetch: { cacheDirectory: "/nonexistent/cache", maxBytes: 1e6 },
		environment: { HOME: home },
		imageDirectory: join(home, "images"),
		...options,
	});
}

export async function launchApptainer(
	attempt: AttemptSpec,
	sandbox: Sandbox,
	executor = apptainerWith(),
): Promise<RunningAttempt> {
	const launched = await executor.start(attempt, sandbox);
	if (launched.kind !== "running") throw new Error(launched.reason);
	return launched.attempt;
}

/** Runs a job to its end. */
export async function runApptainer(fields: ApptainerFields, options: Partial<ApptainerExecutorOptions> = {}) {
	using directory = tempDir();
	const sandbox = sandboxAt(`${directory.path}/s`);
	const attempt = await launchApptainer(apptainerSpec(fields), sandbox, apptainerWith(options));
	const end = await attempt.end;
	return { end, stdout: readFileSync(sandbox.stdoutFile), stderr: readFileSync(sandbox.stderrFile, "utf8") };
}
