import type { IncomingMessage, ServerResponse } from "node:http";
import type { Reply } from "./replies.ts";

export interface HeardRequest {
	readonly method: string;
	/** With what stands after the question mark. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
	readonly body: string;
}

export async function hear(request: IncomingMessage): Promise<HeardRequest> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece);
	const body = Buffer.concat(pieces).toString("utf8");
	return { method: request.method ?? "GET", path: request.url ?? "/", headers: request.headers, body };
}

export function say(reply: Reply, response: ServerResponse): void {
	if (reply.cut === "before head") {
		response.socket?.destroy();
		return;
	}
	response.writeHead(reply.status, headersOf(reply));
	if (reply.cut === "after head") {
		response.flushHeaders();
		hangUp(response);
		return;
	}
	// A piece that is out before the end makes the body go in chunks.
	if (reply.body !== undefined && reply.hasLength !== true) {
		response.flushHeaders();
		response.write(reply.body);
		response.end();
		return;
	}
	response.end(reply.body);
}

/** Once what was said is on its way. */
export function hangUp({ socket }: ServerResponse): void {
	setImmediate(() => socket?.destroy());
}

function headersOf({ status, headers, body = "", hasLength }: Reply): Reply["headers"] {
	return {
		Server: "Jetty(9.3.z-SNAPSHOT)",
		// Who is not let in does not get as far as this filter (contract §1.6).
		...(status !== 401 && { "Access-Control-Allow-Origin": "*" }),
		...headers,
		...(hasLength === true && { "Content-Length": String(Buffer.byteLength(body)) }),
	};
}
