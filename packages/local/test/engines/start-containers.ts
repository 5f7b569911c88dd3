/** A server that starts one container, follows it, and stays until it is killed. */
import { writeSync } from "node:fs";
import { systemClock } from "@chronos-job/core";
import { dockerExecutor } from "../../src/executors/docker.ts";
import type { AttemptSpec, Sandbox } from "../../src/executors/executor.ts";
import { readHostFacts } from "../../src/executors/host-facts.ts";
import { systemProcesses } from "../../src/executors/processes.ts";

const { attempt, sandbox, engine } = JSON.parse(process.argv[2] ?? "") as {
	attempt: AttemptSpec;
	sandbox: Sandbox;
	engine: string;
};
const host = await readHostFacts({ pid: process.pid, path: process.env["PATH"] ?? "" });
const executor = dockerExecutor({
	processes: systemProcesses,
	clock: systemClock,
	host,
	fetch: { cacheDirectory: "/nonexistent/cache", maxBytes: 1e6 },
	environment: { DOCKER_HOST: engine },
});
setInterval(() => {}, 1000);
writeSync(1, ".");
await executor.start(attempt, sandbox);
