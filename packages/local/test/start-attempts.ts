/** A server that starts the attempts it is told, and stays until it is killed. */
import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { systemClock } from "@chronos-job/core";
import { readHostFacts } from "../src/executors/host-facts.ts";
import type { Limits } from "../src/executors/limits.ts";
import { processExecutor } from "../src/executors/process.ts";
import { systemProcesses } from "../src/executors/processes.ts";
import type { Left } from "./start-elsewhere.ts";

const { lefts, ...options } = JSON.parse(process.argv[2] ?? "") as { lefts: readonly Left[]; limits?: Limits };
const host = await readHostFacts({ pid: process.pid, path: process.env["PATH"] ?? "" });
const fetch = { cacheDirectory: "/nonexistent/cache", maxBytes: 1e6 };
const executor = processExecutor({ processes: systemProcesses, clock: systemClock, host, fetch, ...options });
setInterval(() => {}, 1000);
flushCompileCache();
for (const { attempt, sandbox } of lefts) {
	writeSync(1, ".");
	await executor.start(attempt, sandbox);
}
