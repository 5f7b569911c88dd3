import { type CallOptions, ChronosError, type LocalReader, type ReadClient } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import type { Host } from "../host.ts";

export interface LogQuery {
	readonly job: string;
	/** The latest one when absent. */
	readonly run?: number | undefined;
	/** The last one of the run when absent. */
	readonly attempt?: number | undefined;
	readonly stream: "stdout" | "stderr";
	/** The first byte. */
	readonly since?: number | undefined;
	/** How many lines before the end to begin. */
	readonly tail?: number | undefined;
	/** Goes on until the attempt has ended. */
	readonly follow?: boolean | undefined;
}

export interface OpenLog {
	readonly taskId: string;
	/** Of the first byte, where the server tells. */
	readonly offset: number | undefined;
	readonly body: AsyncIterable<Uint8Array>;
}

/** Where what jobs have written can be read. */
export interface LogSource extends AsyncDisposable {
	/** Whether both outputs stand in one, that of `stdout`. */
	readonly isMerged?: boolean;
	open(query: LogQuery, options: CallOptions): Promise<OpenLog>;
	/** Whether anything of a job has been started that is still known. */
	hasAttempt(job: string, options: CallOptions): Promise<boolean>;
	/** Fails when nobody is there any more; absent where whoever follows asks for every piece anyway. */
	readonly ping?: (options: CallOptions) => Promise<void>;
}

export interface LogSearch extends CallOptions {
	readonly jobs: readonly string[];
	/** Whether a Mesos that nobody has named may be looked for, which takes a moment. */
	readonly looks?: boolean;
	/** Hears where logs are read from when nobody has named the place. */
	readonly note?: Session["note"];
}

/** A server of ours keeps what jobs write; of others it stays in the sandboxes of Mesos, if those can be reached, or in files. */
export async function findLogSource(
	host: Host,
	client: ReadClient,
	{ jobs, looks = false, note = () => undefined, ...options }: LogSearch,
): Promise<LogSource | undefined> {
	const reader = await client.server.local(options);
	if (reader !== undefined) return localLogs(reader, client.server);
	const session = { host, note };
	const { foundMesos, namedMesos } = await import("./mesos-place.ts");
	const { openMesosLogs } = await import("./mesos-source.ts");
	const named = await namedMesos(host, client);
	if (named !== undefined) return openMesosLogs(session, client.target, named);
	const dirs = await (await import("./log-dir-source.ts")).findLogDirs(host, client, { jobs, ...options });
	if (dirs !== undefined) return dirs;
	const found = await foundMesos(host, client, { looks, ...options });
	return found && openMesosLogs(session, client.target, found);
}

/** What a server of ours keeps. */
export function localLogs(reader: LocalReader, { ping }: Pick<ReadClient["server"], "ping">): LogSource {
	return {
		ping,
		async open(query, options) {
			const { job, run: id } = query;
			const run = id === undefined ? undefined : await reader.run(id, options);
			if (run === undefined || run.job === job) return reader.log(query, options);
			throw new ChronosError("job.not-found", `run ${id} is one of ${run.job}, not of ${job}`);
		},
		async hasAttempt(job, options) {
			const runs = await reader.runs({ job, limit: 20 }, options);
			return runs.some(({ attempts }) => attempts.length > 0);
		},
		[Symbol.asyncDispose]: async () => undefined,
	};
}
