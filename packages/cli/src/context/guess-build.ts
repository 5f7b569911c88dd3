import { fieldsOf, listOf } from "../local/json-fields.ts";
import type { Probe } from "./open-probe.ts";

/** What a server probably is: none tells, but the fields of its jobs do (contract §0.3). */
export async function guessBuild(probe: Probe): Promise<string> {
	const { server, jobs } = probe.reader;
	const own = await server.local();
	if (own !== undefined) return `a Chronos of chronos-job ${own.facts.version}`;
	const dialect = await server.dialect();
	if (dialect === "2.x") return (await server.leader()) === undefined ? "2.4 or older" : "2.5";
	const { length } = await jobs.list();
	if (length === 0) return "3.0; without jobs nothing tells which";
	return findBuild(rawJobs(probe.last()?.body ?? ""));
}

function rawJobs(body: string): readonly Readonly<Record<string, unknown>>[] {
	try {
		return listOf(JSON.parse(body)).map(fieldsOf);
	} catch {
		return [];
	}
}

function findBuild(jobs: readonly Readonly<Record<string, unknown>>[]): string {
	if (jobs.some((job) => "gpus" in job)) return "3.0 with GPUs (of pull request 810)";
	if (jobs.some((job) => "maxCompletionTime" in job)) return "3.0.3-SNAPSHOT, newer than any release";
	const kinds = jobs.map(({ container }) => fieldsOf(container)["type"]);
	if (kinds.some((kind) => typeof kind === "string" && kind !== kind.toUpperCase())) return "3.0.0";
	return "3.0.0, 3.0.1 or 3.0.2";
}
