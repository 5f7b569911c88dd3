import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import type { Reply } from "./handler.ts";
import { writtenHeaders } from "./written-headers.ts";

/** Writes a reply, a stream as fast as the client takes it; the signal fires when nobody does any more. */
export async function sendReply(response: ServerResponse, reply: Reply, signal: AbortSignal): Promise<void> {
	const { status, headers, body } = reply;
	response.writeHead(
		status,
		writtenHeaders(hasLength(response, reply) ? { ...headers, "content-length": "0" } : headers),
	);
	if (typeof body === "string" || body instanceof Uint8Array) sendWhole(response, reply, body);
	else await sendStream(response, { body, length: headers["content-length"] }, signal);
}

/** An empty answer says that it is, unless it stands for another or must not. */
function hasLength({ req }: ServerResponse, { status, headers, body }: Reply): boolean {
	const isEmpty = (typeof body === "string" || body instanceof Uint8Array) && body.length === 0;
	return isEmpty && status !== 204 && req.method !== "HEAD" && headers["content-length"] === undefined;
}

function sendWhole(response: ServerResponse, { headers }: Reply, body: string | Uint8Array): void {
	// Without a length Chronos sends in chunks, even what is there as a whole (contract §1.1).
	if (body.length > 0 && headers["content-length"] === undefined) response.write(body);
	response.end(headers["content-length"] === undefined ? undefined : body);
}

interface Stream {
	readonly body: AsyncIterable<string | Uint8Array>;
	/** What was promised. */
	readonly length: string | undefined;
}

async function sendStream(response: ServerResponse, { body, length }: Stream, signal: AbortSignal): Promise<void> {
	response.flushHeaders();
	let sent = 0;
	for await (const chunk of body) {
		if (signal.aborted) break;
		sent += Buffer.byteLength(chunk);
		if (!response.write(chunk)) await once(response, "drain", { signal }).catch(() => undefined);
		// A fast reader must not keep everything else waiting.
		await setImmediate();
	}
	// The next answer would be taken for the rest of this one.
	if (length !== undefined && sent !== Number(length)) response.destroy();
	else response.end();
}
