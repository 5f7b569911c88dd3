import {
	type CallOptions,
	ChronosError,
	type LocalReader,
	openSandboxes,
	type ReadClient,
	type SandboxReader,
} from "@chronos-job/core";
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
}

/** A server of ours keeps what jobs write; of others it stays in the sandboxes of Mesos, if those can be reached, or in files. */
export async function findLogSource(
	host: Host,
	client: ReadClient,
	options: CallOptions & { readonly jobs: readonly string[] },
): Promise<LogSource | undefined> {
	const reader = await client.server.local(options);
	if (reader !== undefined) return logsOf(reader);
	const { mesos = host.env["CHRONOS_MESOS_URL"] ?? "" } = client.target;
	if (mesos !== "") return openMesosLogs(host, mesos);
	return (await import("./log-dir-source.ts")).findLogDirs(host, client, options);
}

function logsOf(reader: LocalReader): LogSource {
	return {
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

async function openMesosLogs(host: Host, mesos: string): Promise<LogSource> {
	const masters = mesos.split(",").map((url) => url.trim());
	const transport = await host.openTransport({ name: "mesos", urls: masters });
	const sandboxes = openSandboxes({ masters, transport, clock: { now: host.now, sleep: host.sleep } });
	return {
		open: (query, options) => openSandboxLog(sandboxes, query, options),
		hasAttempt: async (job, options) => (await sandboxes.attempts(job, options)).length > 0,
		[Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
	};
}

async function openSandboxLog(
	sandboxes: SandboxReader,
	{ job, run, attempt, ...range }: LogQuery,
	options: CallOptions,
): Promise<OpenLog> {
	if (run !== undefined) {
		throw new ChronosError("usage.invalid", "this Chronos numbers no runs", {
			hint: "Leave --run out; --attempt chooses among the latest attempts.",
		});
	}
	const attempts = await sandboxes.attempts(job, options);
	const found = attempt === undefined ? attempts[0] : attempts.find(({ number }) => number === attempt);
	if (found !== undefined)
		return { taskId: found.taskId, offset: undefined, body: sandboxes.log(found, range, options) };
	const which = attempt === undefined || attempts.length === 0 ? "no attempt" : `no attempt ${attempt}`;
	throw new ChronosError("job.no-logs", `Mesos remembers ${which} of ${job}`);
}
