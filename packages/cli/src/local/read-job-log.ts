import { ChronosError, createReader, hasCode, localName, type ReadClient } from "@chronos-job/core";
import { explainNoLogs } from "../follow/explain-no-logs.ts";
import { localLogs } from "../follow/log-source.ts";
import { streamOutput } from "../follow/stream-output.ts";
import type { Host } from "../host.ts";

export interface LogRange {
	/** How many lines before the end to begin. */
	readonly tail: number | undefined;
	/** The first byte. */
	readonly since: number | undefined;
	readonly follow: boolean;
}

export interface LogPart {
	readonly stream: string;
	readonly text: string;
}

export interface JobLog {
	readonly socket: string;
	readonly job: string;
	/** The latest one when absent. */
	readonly run: number | undefined;
	readonly streams: readonly ("stdout" | "stderr")[];
	readonly range: LogRange;
}

/** Tells what an attempt has written as it arrives, and answers its task id. */
export async function readJobLog(host: Host, log: JobLog, tell: (part: LogPart) => void): Promise<string> {
	const target = { name: localName, urls: [`unix://${log.socket}`] };
	const transport = await host.openTransport(target);
	await using client = createReader(target, { transport, clock: { now: host.now, sleep: host.sleep } });
	const { signal, sleep, zone } = host;
	const query = { job: log.job, run: log.run, ...log.range };
	try {
		const source = await localLogsOf(client, signal);
		const print = ({ stream, text }: LogPart) => tell({ stream, text });
		const wanted = { query, streams: log.streams, isLabelled: false };
		return await streamOutput(wanted, { source, print, signal, sleep });
	} catch (error) {
		// Whoever is told of a command is told which server it is about.
		if (hasCode(error, "job.not-found")) throw new ChronosError(error.code, error.message, { cause: error });
		if (!hasCode(error, "job.no-logs")) throw error;
		throw await explainNoLogs(client, { error, query, signal, zone, why: `why --context ${localName}` });
	}
}

async function localLogsOf(client: ReadClient, signal: AbortSignal): Promise<ReturnType<typeof localLogs>> {
	const reader = await client.server.local({ signal });
	if (reader !== undefined) return localLogs(reader, client.server);
	throw new ChronosError("target.not-chronos", "what answers at the socket of this machine is none of our servers");
}
