import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { systemClock } from "@chronos-job/core";
import { Job } from "@chronos-job/schemas";
import { tempDir, type TestEngine } from "@chronos-job/testkit";
import { dockerExecutor, type DockerExecutorOptions } from "../../src/executors/docker.ts";
import type { AttemptSpec, Executor, RunningAttempt, Sandbox } from "../../src/executors/executor.ts";
import { systemProcesses } from "../../src/executors/processes.ts";
import { type Fields, host, sandboxAt } from "../attempts.ts";

export type ContainerFields = Fields & { readonly container?: Fields };

export function containerSpec(engine: TestEngine, { container, ...fields }: ContainerFields): AttemptSpec {
	const job = Job.parse({
		name: "nightly",
		schedule: "R//PT1H",
		runAsUser: "",
		...fields,
		container: { image: engine.image, parameters: [{ key: "network", value: "none" }], ...container },
	});
	const args = job.arguments.join(" ").replaceAll(";", "");
	return { taskId: `ct:1420843781398:2:nightly:${args}`, job, nonce: randomUUID().replaceAll("-", "") };
}

export function containerExecutor(engine: TestEngine, options: Partial<DockerExecutorOptions> = {}): Executor {
	const fetch = { cacheDirectory: "/nonexistent/cache", maxBytes: 1e6 };
	const environment = { DOCKER_HOST: engine.host };
	return dockerExecutor({ processes: systemProcesses, clock: systemClock, host, fetch, environment, ...options });
}

export async function launchContainer(
	executor: Executor,
	attempt: AttemptSpec,
	sandbox: Sandbox,
): Promise<RunningAttempt> {
	const launched = await executor.start(attempt, sandbox);
	if (launched.kind !== "running") throw new Error(launched.reason);
	return launched.attempt;
}

/** Runs a job to its end. */
export async function runContainer(
	engine: TestEngine,
	fields: ContainerFields,
	options: Partial<DockerExecutorOptions> = {},
) {
	using directory = tempDir();
	const sandbox = sandboxAt(`${directory.path}/s`);
	const attempt = await launchContainer(containerExecutor(engine, options), containerSpec(engine, fields), sandbox);
	const end = await attempt.end;
	return { end, stdout: readFileSync(sandbox.stdoutFile), stderr: readFileSync(sandbox.stderrFile, "utf8") };
}
