/** A server that runs some jobs, tells what became of them, and removes what they left. */
import { readdirSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@chronos-job/core";
import { dockerExecutor } from "../../src/executors/docker.ts";
import { surveyEngines } from "../../src/executors/docker/survey-engines.ts";
import { readHostFacts } from "../../src/executors/host-facts.ts";
import { systemProcesses } from "../../src/executors/processes.ts";
import { memoryStore, scriptedExecutor, startLocal, type SubmittedJob } from "../../src/index.ts";
import { pruneSandboxes } from "../../src/sandbox/prune-sandboxes.ts";

export interface Asked {
	readonly directory: string;
	readonly jobs: readonly (SubmittedJob & { readonly name: string })[];
	/** One that is killed when it has said something. */
	readonly doomed?: string | undefined;
}

/** What is told of each job, by its name. */
export interface Told {
	readonly runs: string;
	readonly stdout: string;
	readonly stderr: string;
	readonly why: string;
}

export interface Report {
	readonly user: string;
	readonly jobs: Readonly<Record<string, Told>>;
	/** Who owns what lies in the sandboxes, `uid path`. */
	readonly owners: readonly string[];
	readonly left: readonly string[];
	readonly engines: readonly string[];
}

const { directory, jobs, doomed } = JSON.parse(process.argv[2] ?? "") as Asked;
const host = await readHostFacts({ pid: process.pid, path: process.env["PATH"] ?? "" });
const { env } = process;
const containers = dockerExecutor({
	processes: systemProcesses,
	clock: systemClock,
	host,
	fetch: { cacheDirectory: "/nonexistent/cache", maxBytes: 1e6 },
	environment: env,
});
const server = await startLocal({
	store: memoryStore(),
	executor: scriptedExecutor({}),
	containers,
	sandboxRoot: directory,
	credentials: "none",
	currentUser: host.user.name,
});
const textFrom = async (path: string) => (await server.fetch(path)).text();

await server.submit(jobs);
if (doomed !== undefined) {
	while ((await textFrom(`/local/v1/jobs/${doomed}/logs/stdout`)) === "") await sleep(50);
	await server.fetch(`/v1/scheduler/task/kill/${doomed}`, { method: "DELETE" });
}
const told: Record<string, Told> = {};
for (const { name } of jobs) {
	const of = (what: string) => textFrom(`/local/v1/jobs/${name}/${what}`);
	while (!/"outcome"/.test(await of("runs"))) await sleep(50);
	const [runs, stdout, stderr, why] = await Promise.all(["runs", "logs/stdout", "logs/stderr", "why"].map(of));
	told[name] = { runs: runs ?? "", stdout: stdout ?? "", stderr: stderr ?? "", why: why ?? "" };
}
await server.close();
const files = readdirSync(directory, { recursive: true, encoding: "utf8" });
const owners = files.map((file) => `${statSync(join(directory, file)).uid} ${file}`);
await pruneSandboxes(directory, { now: systemClock.now(), maxAgeMs: -1, maxBytes: 0, keep: new Set() }).catch(() => []);
const left = readdirSync(directory, { recursive: true, encoding: "utf8" });
const survey = await surveyEngines({ environment: env, isRoot: false, clock: systemClock });
const engines = survey.map((one) => ("client" in one ? one.place : `${one.reason}. ${one.hint}`));
const report: Report = { user: host.user.name, jobs: told, owners, left, engines };
writeSync(1, JSON.stringify(report));
