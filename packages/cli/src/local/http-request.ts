import type * as http from "node:http";

export interface HttpRequest {
	/** A unix socket; only those are asked without credentials. */
	readonly socketPath: string;
	readonly method: "GET" | "POST" | "PUT" | "DELETE";
	readonly path: string;
	/** JSON. */
	readonly body?: string;
	readonly signal?: AbortSignal;
}

export interface HttpReply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
	readonly body: AsyncIterable<Uint8Array>;
}

/** Sends a request; the connection is closed when its body has been read. */
export function httpRequest(
	{ request }: Pick<typeof http, "request">,
	{ socketPath, method, path, body, signal }: HttpRequest,
): Promise<HttpReply> {
	return new Promise((resolve, reject) => {
		const headers = body === undefined ? {} : { "content-type": "application/json" };
		const sent = request({ socketPath, method, path, headers, agent: false, ...(signal && { signal }) }, (incoming) =>
			resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming }),
		);
		sent.once("error", reject);
		sent.end(body);
	});
}
