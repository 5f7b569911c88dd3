import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { request as secureRequest } from "node:https";
import type { Endpoint, TcpEndpoint } from "./endpoint.ts";
import { explainSilence, explainStatus } from "./engine-error.ts";

export interface EngineCall {
	readonly method: "GET" | "POST" | "DELETE" | "HEAD";
	/** With its query. */
	readonly path: string;
	/** Sent as JSON. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	readonly signal?: AbortSignal | undefined;
}

/** Asks an engine; rejects with an `EngineError` unless it says yes. Whoever takes the answer reads it to its end. */
export async function callEngine(endpoint: Endpoint, call: EngineCall): Promise<IncomingMessage> {
	const answer = await ask(endpoint, call);
	const status = answer.statusCode ?? 0;
	if (status < 400) return answer;
	throw explainStatus(status, await readText(answer, endpoint));
}

/** The whole body. */
export async function readText(answer: IncomingMessage, { text: where }: Endpoint): Promise<string> {
	const chunks: Uint8Array[] = [];
	try {
		for await (const chunk of bytesOf(answer)) chunks.push(chunk);
	} catch (error) {
		throw explainSilence(error, where);
	}
	return Buffer.concat(chunks).toString("utf8");
}

/** The body as it comes. */
export function bytesOf(answer: IncomingMessage): AsyncIterable<Uint8Array> {
	return answer;
}

function ask(endpoint: Endpoint, call: EngineCall): Promise<IncomingMessage> {
	const body = call.body === undefined ? undefined : JSON.stringify(call.body);
	return new Promise((resolve, reject) => {
		const asked = open(endpoint, { ...call, headers: { ...call.headers, ...headersOf(body) } });
		asked.once("response", resolve);
		// Also after the answer has begun: the one who reads it hears of it there.
		asked.on("error", (error) => reject(explainSilence(error, endpoint.text)));
		asked.end(body);
	});
}

function headersOf(body: string | undefined): Readonly<Record<string, string>> {
	if (body === undefined) return {};
	return { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
}

// Each call has its own connection: what follows logs holds one for as long as a container runs.
function open(endpoint: Endpoint, { method, path, headers, signal }: EngineCall): ClientRequest {
	const asked = { method, path, agent: false, headers: { ...headers }, ...(signal ? { signal } : {}) };
	if (endpoint.kind === "unix") return request({ ...asked, socketPath: endpoint.socketPath });
	return openTcp(endpoint, asked);
}

function openTcp({ host, port, tls }: TcpEndpoint, asked: object): ClientRequest {
	const to = { ...asked, host, port };
	if (tls === undefined) return request(to);
	const { ca, cert, key, skipsVerification = false } = tls;
	return secureRequest({
		...to,
		rejectUnauthorized: !skipsVerification,
		...(ca === undefined ? {} : { ca }),
		...(cert === undefined ? {} : { cert }),
		...(key === undefined ? {} : { key }),
	});
}
