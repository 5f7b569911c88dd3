import { stat } from "node:fs/promises";
import type { Attempt } from "../../engine/state.ts";
import { type LogChunk, readLog, type ReadLogOptions } from "../../sandbox/read-log.ts";
import type { Reply } from "../handler.ts";
import type { Server } from "../server.ts";
import { demandLatestAttempt, findAttemptOf, isOver, withoutFiles } from "./find-attempt.ts";
import { type LocalAsked, parseCount } from "./local-endpoint.ts";
import { localError, safely } from "./local-reply.ts";

export async function getLog(server: Server, asked: LocalAsked): Promise<Reply> {
	return logOf(server, asked, findAttemptOf(server, asked));
}

export async function getLatestLog(server: Server, asked: LocalAsked): Promise<Reply> {
	return logOf(server, asked, demandLatestAttempt(server, asked.params["name"] ?? ""));
}

async function logOf(server: Server, asked: LocalAsked, attempt: Attempt | Reply): Promise<Reply> {
	if ("status" in attempt) return attempt;
	const { stream } = asked.params;
	if (stream !== "stdout" && stream !== "stderr") {
		return localError(404, { code: "unknown-stream", message: `there is no ${stream}, only stdout and stderr` });
	}
	const sandbox = server.engine.sandboxOf(attempt);
	const file = stream === "stdout" ? sandbox.stdoutFile : sandbox.stderrFile;
	// What could not be launched may have a directory, but nothing has written there.
	const place = attempt.startedAt === undefined ? file : sandbox.directory;
	const isGone = await stat(place).then(
		() => false,
		() => true,
	);
	if (isGone && isOver(server, attempt)) return withoutFiles(attempt);
	return streamLog(server, asked, { file, attempt });
}

interface Log {
	readonly file: string;
	readonly attempt: Attempt;
}

/** What is there goes out first, so that the reply begins at once; then what is still to come. */
async function streamLog(server: Server, { request, query }: LocalAsked, { file, attempt }: Log): Promise<Reply> {
	const from = optionsOf(query);
	const present = readLog(file, from);
	const first = await present.next();
	const offset = first.done === true ? await startOf(file, from) : first.value.offset;
	if (request.method === "HEAD") await present.return();
	const chunks = followed({
		first: first.done === true ? undefined : first.value,
		present,
		offset,
		rest: isFollowed(query)
			? (since) =>
					readLog(file, {
						since,
						follow: { clock: server.facts.clock, signal: request.signal, isOver: () => isOver(server, attempt) },
					})
			: undefined,
	});
	const headers = {
		"content-type": "text/plain;charset=utf-8",
		"log-offset": String(offset),
		"log-task": attempt.taskId,
	};
	return { status: 200, headers: { ...safely, ...headers }, body: chunks };
}

interface Followed {
	readonly first: LogChunk | undefined;
	readonly present: AsyncGenerator<LogChunk, void>;
	readonly offset: number;
	readonly rest: ((since: number) => AsyncIterable<LogChunk>) | undefined;
}

async function* followed({ first, present, offset, rest }: Followed): AsyncGenerator<Uint8Array, void> {
	let end = offset;
	try {
		if (first !== undefined) yield first.bytes;
		end = first === undefined ? end : endOf(first);
		for await (const chunk of present) {
			yield chunk.bytes;
			end = endOf(chunk);
		}
	} finally {
		await present.return();
	}
	for await (const chunk of rest?.(end) ?? []) yield chunk.bytes;
}

function endOf({ offset, bytes }: LogChunk): number {
	return offset + bytes.length;
}

function optionsOf(query: URLSearchParams): ReadLogOptions {
	const since = parseCount(query.get("since"));
	const tail = parseCount(query.get("tail"));
	return { ...(since === undefined ? {} : { since }), ...(tail === undefined ? {} : { tail }) };
}

/** Where an answer without a single byte begins: at the end of what there is. */
async function startOf(file: string, { since, tail }: ReadLogOptions): Promise<number> {
	if (since === undefined && tail === undefined) return 0;
	const size = await stat(file).then(
		(stats) => stats.size,
		() => 0,
	);
	return since === undefined ? size : Math.min(since, size);
}

function isFollowed(query: URLSearchParams): boolean {
	return ["", "1", "true"].includes(query.get("follow") ?? "false");
}
