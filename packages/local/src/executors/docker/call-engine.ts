import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { request as secureRequest } from "node:https";
import type { Socket } from "node:net";
import type { Endpoint, TcpEndpoint } from "./endpoint.ts";
import { EngineError, explainSilence, explainStatus } from "./engine-error.ts";
import { explainTls, wantsTls } from "./explain-tls.ts";

export interface EngineCall {
	readonly method: "GET" | "POST" | "DELETE" | "HEAD";
	/** With its query. */
	readonly path: string;
	/** Sent as JSON. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	readonly signal?: AbortSignal | undefined;
	/** In place of a connection as usual; not where it is secured. */
	readonly connect?: (() => Socket) | undefined;
}

/** Asks an engine; rejects with an `EngineError` unless it says yes. Whoever takes the answer reads it to its end. */
export async function callEngine(endpoint: Endpoint, call: EngineCall): Promise<IncomingMessage> {
	const answer = await ask(endpoint, call);
	const status = answer.statusCode ?? 0;
	if (status < 400) return answer;
	const text = await readText(answer, endpoint);
	throw endpoint.kind === "tcp" && wantsTls(text) ? explainClear(endpoint) : explainStatus(status, text);
}

/** Engines behind TLS answer whoever speaks in the clear as if they had understood. */
function explainClear({ text: where }: TcpEndpoint): EngineError {
	const advice = "Run `export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=$HOME/.docker`.";
	return new EngineError(`${where} speaks TLS only`, undefined, { advice });
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
	return new Promise((resolve, reject) => {
		const fail = (error: unknown): void => reject(explainTls(error, endpoint) ?? explainSilence(error, endpoint.text));
		try {
			const asked = sendCall(endpoint, call);
			asked.once("response", resolve);
			// Also after the answer has begun: the one who reads it hears of it there.
			asked.on("error", fail);
		} catch (error) {
			// Certificates that are none.
			fail(error);
		}
	});
}

/** Asks an engine; what it answers is for whoever listens. */
export function sendCall(endpoint: Endpoint, call: EngineCall): ClientRequest {
	const body = call.body === undefined ? undefined : JSON.stringify(call.body);
	const asked = open(endpoint, { ...call, headers: { ...headersOf(body), ...call.headers } });
	return asked.end(body);
}

function headersOf(body: string | undefined): Readonly<Record<string, string>> {
	if (body === undefined) return {};
	return { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
}

// Each call has its own connection: what follows logs holds one for as long as a container runs.
function open(endpoint: Endpoint, { method, path, headers, signal, connect }: EngineCall): ClientRequest {
	const way = connect === undefined ? { agent: false } : { createConnection: connect };
	const asked = { method, path, ...way, headers: { ...headers }, ...(signal ? { signal } : {}) };
	if (endpoint.kind === "unix") return request({ ...asked, socketPath: endpoint.socketPath });
	const opened = openTcp(endpoint, asked);
	// A machine that is gone says nothing, and whoever waits for an end would wait for ever.
	return opened.once("socket", (socket) => socket.setKeepAlive(true, keepAliveMs));
}

const keepAliveMs = 30_000;

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
