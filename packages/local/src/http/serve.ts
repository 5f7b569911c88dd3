import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Clock } from "@chronos-job/core";
import type { Handler, LocalRequest, Reply } from "./handler.ts";
import { withHostCheck } from "./host-check.ts";
import { type Address, listen } from "./listen.ts";
import { receiveBody } from "./receive-body.ts";
import { refuseGarbage } from "./refuse-garbage.ts";
import { apiResult, withHeaders } from "./reply.ts";
import { sendReply } from "./send-reply.ts";

export type { Address } from "./listen.ts";

export interface ServeOptions extends Surroundings, Partial<ServeLimits> {}

interface Surroundings {
	readonly clock: Clock;
	/** Hears of failures that are nobody's request's fault. */
	report(error: unknown): void;
}

export interface ServeLimits {
	readonly bodyBytes: number;
	readonly headerBytes: number;
	/** For the headers of a request to arrive. */
	readonly headersMs: number;
	/** For the whole request to arrive. */
	readonly requestMs: number;
	readonly keepAliveMs: number;
	/** Of all peers together. */
	readonly connections: number;
	/** Of one address; on a socket file nobody has one. */
	readonly connectionsPerPeer: number;
	/** How long a close waits for answers that are under way. */
	readonly graceMs: number;
}

export interface Listening {
	/** Undefined on a socket file. */
	readonly url: URL | undefined;
	readonly port: number | undefined;
	/** Finishes what is under way, ends streams and closes. */
	close(): Promise<void>;
}

/** Answers on a socket file or a port. */
export async function serve(handler: Handler, address: Address, options: ServeOptions): Promise<Listening> {
	const settings: Settings = { ...usualLimits, ...options, closing: new AbortController() };
	const guarded = "socketPath" in address ? handler : withHostCheck(handler, namesOf(address));
	const server = createServer(
		{
			maxHeaderSize: settings.headerBytes,
			headersTimeout: settings.headersMs,
			requestTimeout: settings.requestMs,
			keepAliveTimeout: settings.keepAliveMs,
			connectionsCheckingInterval: Math.min(1000, settings.headersMs),
			// A write waits for nobody.
			noDelay: true,
		},
		(message, response) => {
			void answer(guarded, settings, { message, response });
		},
	);
	server.maxConnections = settings.connections;
	if (!("socketPath" in address)) server.on("connection", countPeers(settings.connectionsPerPeer));
	server.on("clientError", refuseGarbage);
	await listen(server, address);
	return { ...whereOf(server, address), close: once(() => close(server, settings)) };
}

const usualLimits: ServeLimits = {
	bodyBytes: 2 ** 20,
	headerBytes: 16_384,
	headersMs: 10_000,
	requestMs: 60_000,
	keepAliveMs: 30_000,
	connections: 1024,
	connectionsPerPeer: 128,
	graceMs: 5000,
};

interface Settings extends ServeLimits, Surroundings {
	readonly closing: AbortController;
}

interface Exchange {
	readonly message: IncomingMessage;
	readonly response: ServerResponse;
}

async function answer(handler: Handler, settings: Settings, { message, response }: Exchange): Promise<void> {
	const gone = new AbortController();
	response.once("close", () => {
		gone.abort();
		// Otherwise the closing would wait until the client is tired of the connection.
		if (settings.closing.signal.aborted) message.socket.destroySoon();
	});
	const signal = AbortSignal.any([gone.signal, settings.closing.signal]);
	try {
		const body = await receiveBody(message, settings.bodyBytes);
		const reply = body === undefined ? tooLong(settings) : await handler(requestOf(message, body, signal));
		const isLast = settings.closing.signal.aborted || body === undefined;
		await sendReply(response, isLast ? withHeaders(reply, { connection: "close" }) : reply, signal);
	} catch (error) {
		// A client that hangs up is no news.
		if (message.complete && !gone.signal.aborted) settings.report(error);
		response.destroy();
	}
}

function tooLong({ bodyBytes }: Settings): Reply {
	return apiResult(413, `the body is longer than ${bodyBytes} bytes`);
}

function requestOf(message: IncomingMessage, body: Uint8Array, signal: AbortSignal): LocalRequest {
	const headers = Object.entries(message.headers).map(([name, value]) => [
		name,
		Array.isArray(value) ? value.join(", ") : value,
	]);
	return {
		method: message.method ?? "GET",
		target: message.url ?? "/",
		headers: Object.fromEntries(headers),
		body,
		signal,
	};
}

/** One peer does not get all the connections that there are. */
function countPeers(limit: number): (socket: Socket) => void {
	const counts = new Map<string, number>();
	return (socket) => {
		const peer = socket.remoteAddress ?? "";
		const count = (counts.get(peer) ?? 0) + 1;
		counts.set(peer, count);
		socket.once("close", () => {
			const left = (counts.get(peer) ?? 1) - 1;
			if (left === 0) counts.delete(peer);
			else counts.set(peer, left);
		});
		if (count > limit) socket.destroy();
	};
}

function whereOf(server: Server, address: Address): Pick<Listening, "url" | "port"> {
	const bound = server.address();
	if ("socketPath" in address || bound === null || typeof bound === "string")
		return { url: undefined, port: undefined };
	const host = bound.family === "IPv6" ? `[${bound.address}]` : bound.address;
	return { url: new URL(`http://${host}:${bound.port}`), port: bound.port };
}

function namesOf({ host = "127.0.0.1", names = [] }: Extract<Address, { port: number }>): readonly string[] {
	return [host, ...names];
}

async function close(server: Server, { closing, clock, graceMs }: Settings): Promise<void> {
	const closed = new Promise<void>((resolve) => {
		server.close(() => resolve());
	});
	closing.abort();
	server.closeIdleConnections();
	const finished = new AbortController();
	const late = clock.sleep(graceMs, finished.signal).then(() => server.closeAllConnections());
	await closed;
	finished.abort();
	await late;
}

function once(act: () => Promise<void>): () => Promise<void> {
	let done: Promise<void> | undefined;
	return () => (done ??= act());
}
