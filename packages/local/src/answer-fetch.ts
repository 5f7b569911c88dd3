import type { Handler, Reply } from "./http/handler.ts";

export interface Door {
	readonly handler: Handler;
	/** Fires when the server is closed: answers without an end come to theirs. */
	readonly closing: AbortSignal;
}

/** Answers like a server would, without one; a path is address enough. */
export async function answerFetch(
	{ handler, closing }: Door,
	input: Request | string | URL,
	init?: RequestInit,
): Promise<Response> {
	const request = new Request(typeof input === "string" ? new URL(input, base) : input, init);
	const { pathname, search, host } = new URL(request.url);
	const { method } = request;
	const signal = AbortSignal.any([request.signal, closing]);
	const body = new Uint8Array(await request.arrayBuffer());
	const headers = { host, ...Object.fromEntries(request.headers) };
	return responseOf(await handler({ method, target: `${pathname}${search}`, headers, body, signal }), method);
}

const base = "http://localhost";

function responseOf({ status, headers, body }: Reply, method: string): Response {
	const isBare = method === "HEAD" || bodiless.has(status);
	return new Response(isBare ? undefined : bodyOf(body), { status, headers });
}

/** Statuses that forbid a body, even an empty one. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

function bodyOf(body: Reply["body"]): ConstructorParameters<typeof Response>[0] {
	if (typeof body === "string") return body;
	return body instanceof Uint8Array ? Uint8Array.from(body) : ReadableStream.from(encode(body));
}

async function* encode(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array, void> {
	const encoder = new TextEncoder();
	for await (const chunk of chunks) yield typeof chunk === "string" ? encoder.encode(chunk) : chunk;
}
