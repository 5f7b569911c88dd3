import {
	commandLine,
	ChronosError,
	type LocalReader,
	type LocalRun,
	type ReadClient,
	type RunEvent,
} from "@chronos-job/core";
import { type Counters, countersOf, type TaskStat } from "@chronos-job/schemas";
import type { KeptDefinition } from "../definitions/kept-definition.ts";
import { allDefinitions, listDefinitions } from "../definitions/list-definitions.ts";
import type { Host } from "../host.ts";
import { type JournalWindow, readJournal } from "../journal/read-journal.ts";
import { findJob } from "../selection/find-job.ts";

/** Where it is known from: the server itself, its database, this program's journal, or only the counters of the job. */
export type History =
	| { readonly source: "server"; readonly runs: readonly LocalRun[] }
	| { readonly source: "database"; readonly tasks: readonly TaskStat[] }
	| {
			readonly source: "journal";
			/** What happened outside of these nobody has seen. */
			readonly windows: readonly JournalWindow[];
			/** The newest first. */
			readonly events: readonly RunEvent[];
			readonly counters: Counters | undefined;
	  }
	| { readonly source: "counters"; readonly counters: Counters }
	| { readonly source: "definitions"; readonly kept: readonly KeptDefinition[] };

export interface Asked {
	readonly name: string;
	/** How many runs at most. */
	readonly count: number;
	readonly host: Host;
}

/** The best that is known of the runs of a job; stops when nothing is. */
export async function readHistory(client: ReadClient, asked: Asked): Promise<History> {
	const local = await client.server.local({ signal: asked.host.signal });
	if (local !== undefined) return ofServer(client, local, asked);
	return (await ofDatabase(client, asked)) ?? (await ofJournal(client, asked));
}

/** What this program has replaced and deleted, of all jobs when the name is empty; stops when there is nothing. */
export function readDefinitions({ target }: ReadClient, { name, count, host }: Asked): History {
	const kept = name === "" ? allDefinitions(host, target) : listDefinitions(host, target, name);
	if (kept.length > 0) return { source: "definitions", kept: kept.slice(0, count) };
	const what = name === "" ? "anything" : name;
	throw new ChronosError("job.no-history", `this program has neither replaced nor deleted ${what} on this server`, {
		hint: name === "" ? undefined : `Run \`${commandLine("show", name)}\` to see what it is now.`,
	});
}

async function ofServer(client: ReadClient, local: LocalReader, { name, count, host }: Asked): Promise<History> {
	const options = { signal: host.signal };
	const runs = await local.runs({ job: name, limit: count }, options);
	if (runs.length > 0) return { source: "server", runs };
	await findJob(client, name, options);
	throw unseen(name);
}

async function ofDatabase({ stats }: ReadClient, { name, count, host }: Asked): Promise<History | undefined> {
	const stat = await stats.ofJob(name, { signal: host.signal });
	if (stat === undefined || stat.taskStatHistory.length === 0) return undefined;
	return { source: "database", tasks: stat.taskStatHistory.slice(0, count) };
}

async function ofJournal(client: ReadClient, { name, count, host }: Asked): Promise<History> {
	const options = { signal: host.signal };
	const { windows, events } = readJournal(host, client.target, name);
	const latest = events.toReversed().slice(0, count);
	// Of a job that was deleted the journal knows more than the server.
	const job = latest.length > 0 ? await client.jobs.find(name, options) : (await findJob(client, name, options)).job;
	const counters = job && countersOf(job);
	if (windows.length > 0) return { source: "journal", windows, events: latest, counters };
	if (counters === undefined || counters.successCount + counters.errorCount === 0) throw unseen(name);
	return { source: "counters", counters };
}

function unseen(name: string): ChronosError {
	return new ChronosError("job.no-history", `nobody has seen a run of ${name} yet`, {
		hint: `Run \`${commandLine("why", name)}\` to see what it waits for.`,
	});
}
