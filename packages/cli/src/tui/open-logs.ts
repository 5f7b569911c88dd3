import { ChronosError, hasCode, type LocalReader, type ReadClient } from "@chronos-job/core";
import type { LogQuery, Logs, OpenedLog } from "@chronos-job/tui";
import { explainNoLogs } from "../follow/explain-no-logs.ts";
import { findLogSource, type LogSource } from "../follow/log-source.ts";
import type { Host } from "../host.ts";
import type { Way } from "./open-way.ts";

/** What jobs have written, wherever that is. */
export function openLogs(host: Host, way: Way): Logs {
	return {
		async open(query, signal) {
			const client = way.client() ?? (await way.connect(() => undefined));
			try {
				return await openLog(host, client, { query, signal });
			} catch (error) {
				if (!hasCode(error, "job.no-logs")) throw error;
				throw await explainNoLogs(client, { error, query: { job: query.job }, signal, zone: host.zone });
			}
		},
	};
}

interface Wanted {
	readonly query: LogQuery;
	readonly signal: AbortSignal;
}

async function openLog(host: Host, client: ReadClient, { query, signal }: Wanted): Promise<OpenedLog | undefined> {
	const { job, stream, tail, back } = query;
	const source = await findLogSource(host, client, { jobs: [job], signal });
	if (source === undefined) return undefined;
	const local = await client.server.local({ signal });
	const attempt = local === undefined ? undefined : await findAttempt(local, query, signal);
	if (attempt === undefined && back > 0) throw noEarlier(job, back);
	const range = { stream, tail, follow: true, ...(attempt && { run: attempt.run, attempt: attempt.number }) };
	const { taskId, body } = await source.open({ job, ...range }, { signal });
	const place = attempt === undefined ? "" : `run ${attempt.run}, attempt ${attempt.number} `;
	return { title: `${place}(${taskId})`, body: withSource(source, body) };
}

interface PastAttempt {
	readonly run: number;
	readonly number: number;
}

/** The latest one, or one that many attempts before it. */
async function findAttempt(
	local: LocalReader,
	{ job, back }: LogQuery,
	signal: AbortSignal,
): Promise<PastAttempt | undefined> {
	const runs = await local.runs({ job, limit: back + 20 }, { signal });
	const attempts = runs.flatMap(({ id, attempts: all }) => all.map(({ number }) => ({ run: id, number })).toReversed());
	return attempts[back];
}

function noEarlier(job: string, back: number): ChronosError {
	return new ChronosError("job.no-logs", `nobody knows of an attempt of ${job} that is ${back} before its latest`);
}

/** The source is let go when all is read, or nobody reads on. */
async function* withSource(source: LogSource, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
	await using _ = source;
	yield* body;
}
