import { ChronosError } from "@chronos-job/core";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
import type { HttpReply, HttpRequest } from "./http-request.ts";

/** Sends a request and reads the whole answer. */
export async function askServer(
	host: Host,
	request: HttpRequest,
): Promise<Pick<HttpReply, "status" | "headers"> & { readonly text: string }> {
	const signal = AbortSignal.any([host.signal, AbortSignal.timeout(patienceMs)]);
	try {
		const { status, headers, body } = await host.request({ ...request, signal });
		return { status, headers, text: await readText(body) };
	} catch (error) {
		host.signal.throwIfAborted();
		throw isNobody(error) ? error : unreachable(request.socketPath, error);
	}
}

/** Whether there is no server, rather than one that does not answer. */
export function isNobody(error: unknown): boolean {
	return ["ENOENT", "ECONNREFUSED"].includes(systemCodeOf(error) ?? "");
}

export function unreachable(socketPath: string, cause: unknown): ChronosError {
	const why = cause instanceof Error && cause.name === "TimeoutError" ? "in time" : `(${reasonOf(cause)})`;
	return new ChronosError("local.unreachable", `the local server at ${socketPath} does not answer ${why}`, {
		hint: "Look at `chronos-job local logs`; if it hangs, end the process named in server.json and start it again.",
		cause,
	});
}

function reasonOf(cause: unknown): string {
	return systemCodeOf(cause) ?? (cause instanceof Error ? cause.message : String(cause));
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of body) chunks.push(chunk);
	return Buffer.concat(chunks).toString("utf8");
}

/** A server that is busy with ten thousand submits still answers in this time. */
const patienceMs = 10_000;
