import { ChronosError } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { askServer, unreachable } from "./ask-server.ts";
import { explainWaiting } from "./explain-waiting.ts";
import type { HttpReply } from "./http-request.ts";
import { fieldsOf, listOf, numberOf, parseFields, textOf } from "./json-fields.ts";

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
	const folder = log.run === undefined ? `/local/v1/jobs/${encodeURIComponent(log.job)}` : await attemptPath(host, log);
	const read = (stream: string) =>
		readStream(host, { log, stream, path: `${folder}/logs/${stream}${queryOf(log.range)}` }, tell);
	if (log.range.follow) return (await Promise.all(log.streams.map(read)))[0] ?? "";
	let taskId = "";
	// One after the other: nobody could tell the two apart otherwise.
	// oxlint-disable-next-line eslint/no-await-in-loop -- that is the order
	for (const stream of log.streams) taskId = await read(stream);
	return taskId;
}

function queryOf({ tail, since, follow }: LogRange): string {
	const query = new URLSearchParams();
	if (tail !== undefined) query.set("tail", String(tail));
	if (since !== undefined) query.set("since", String(since));
	if (follow) query.set("follow", "true");
	return query.size === 0 ? "" : `?${query.toString()}`;
}

/** Where the last attempt of a run is told about. */
async function attemptPath(host: Host, log: JobLog): Promise<string> {
	const { socket, run, job } = log;
	const path = `/local/v1/runs/${run}`;
	const { status, text } = await askServer(host, { socketPath: socket, method: "GET", path });
	const record = parseFields(text);
	if (status !== 200) throw await refused(host, log, { status, text });
	const owner = textOf(record["job"]);
	if (owner !== job) throw new ChronosError("job.not-found", `run ${run} is one of ${owner}, not of ${job}`);
	const attempt = fieldsOf(listOf(record["attempts"]).at(-1));
	if (attempt["number"] === undefined) throw await withoutAttempt(host, log, textOf(record["dropReason"]));
	return `${path}/attempts/${numberOf(attempt["number"])}`;
}

async function withoutAttempt(host: Host, log: JobLog, dropReason: string): Promise<ChronosError> {
	if (dropReason === "") return explainWaiting(host, log);
	return new ChronosError(
		"job.no-logs",
		`run ${log.run} of ${log.job} was dropped before it had an attempt: ${dropReason}`,
	);
}

interface Stream {
	readonly log: JobLog;
	readonly stream: string;
	readonly path: string;
}

async function readStream(host: Host, { log, stream, path }: Stream, tell: (part: LogPart) => void): Promise<string> {
	const { socket } = log;
	try {
		const reply = await host.request({ socketPath: socket, method: "GET", path, signal: host.signal });
		if (reply.status !== 200) throw await refused(host, log, { status: reply.status, text: await wholeText(reply) });
		const decoder = new TextDecoder();
		for await (const bytes of reply.body) tell({ stream, text: decoder.decode(bytes, { stream: true }) });
		return textOf(reply.headers["log-task"]);
	} catch (error) {
		throw error instanceof ChronosError ? error : unreachable(socket, error);
	}
}

async function wholeText({ body }: HttpReply): Promise<string> {
	let text = "";
	for await (const bytes of body) text += Buffer.from(bytes).toString("utf8");
	return text;
}

async function refused(
	host: Host,
	log: JobLog,
	{ status, text }: { readonly status: number; readonly text: string },
): Promise<ChronosError> {
	const { code, message, hint } = parseFields(text);
	if (code === "never-ran") return explainWaiting(host, log);
	const kind = withoutFiles.has(textOf(code)) ? "job.no-logs" : "job.not-found";
	return new ChronosError(kind, textOf(message) || `the local server answers ${status}`, {
		hint: textOf(hint) || undefined,
	});
}

const withoutFiles: ReadonlySet<string> = new Set(["never-launched", "sandbox-removed"]);
