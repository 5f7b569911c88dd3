import type * as http from "node:http";
import type * as https from "node:https";
import { alarm } from "./alarm.ts";
import type { Transport, WireReply, WireRequest } from "./transport.ts";
import { parseWireAddress, type WireAddress } from "./wire-address.ts";
import { longestConnectMs, wireError } from "./wire-error.ts";

export interface NodeTransportOptions {
	/** Touched when they are needed, so that getters can put off loading them. */
	readonly http: Pick<typeof http, "Agent" | "request">;
	readonly https: Pick<typeof https, "Agent" | "request">;
	/** The certificates of the authorities to trust, in PEM format. */
	readonly ca?: string | undefined;
}

/** Node's own HTTP, which starts fast; it knows unix sockets and certificates, and no proxies. */
export function nodeTransport(options: NodeTransportOptions): Transport {
	const agents = new Map<WireAddress["protocol"], http.Agent>();

	function agentOf(protocol: WireAddress["protocol"]): http.Agent {
		const agent = agents.get(protocol) ?? createAgent(options, protocol);
		agents.set(protocol, agent);
		return agent;
	}

	return {
		send: async (request) => {
			const address = parseWireAddress(request.base);
			if (address === undefined) throw wireError("BAD_ADDRESS", `${request.base} is no address of a server`);
			const { request: start } = address.protocol === "https:" ? options.https : options.http;
			return await sendOnce(request, (onReply) =>
				start(optionsOf(request, address, agentOf(address.protocol)), onReply),
			);
		},
		[Symbol.asyncDispose]: async () => {
			for (const agent of agents.values()) agent.destroy();
			agents.clear();
		},
	};
}

function createAgent(modules: NodeTransportOptions, protocol: WireAddress["protocol"]): http.Agent {
	const options = { keepAlive: true, timeout: longestIdleMs };
	if (protocol === "http:") return new modules.http.Agent(options);
	const { ca } = modules;
	return new modules.https.Agent({ ...options, ...(ca !== undefined && { ca }) });
}

// Servers close idle connections too, and a write that meets one doing so is lost; most wait 5 s or longer.
const longestIdleMs = 4000;

function optionsOf(
	{ method, path, headers, signal }: WireRequest,
	{ protocol, hostname, port, socketPath, prefix }: WireAddress,
	agent: http.Agent,
): http.RequestOptions {
	const place = socketPath === undefined ? { hostname, port } : { socketPath };
	// Node would look whether the host is an address, for certificates that no plain connection has: 4 ms.
	const plain = protocol === "http:" ? { servername: "" } : {};
	return { ...plain, ...place, method, path: prefix + path, headers, agent, ...(signal !== undefined && { signal }) };
}

type Start = (onReply: (incoming: http.IncomingMessage) => void) => http.ClientRequest;

function sendOnce({ body, patienceMs }: WireRequest, start: Start): Promise<WireReply> {
	return new Promise((resolve, reject) => {
		const sent = start((incoming) => {
			patience.end();
			// Whoever reads hears of it; nobody else has to, and a caller may give up when nobody reads any more.
			incoming.on("error", () => undefined);
			resolve({
				status: incoming.statusCode ?? 0,
				headers: headersOf(incoming),
				body: piecesOf(incoming, patienceMs),
			});
		});
		const patience = watchHead(sent, patienceMs);
		sent.on("error", reject);
		sent.on("upgrade", (_, socket) => {
			socket.destroy();
			sent.destroy(wireError("UPGRADE", "the server wants to go on in another protocol"));
		});
		sent.on("close", () => {
			patience.end();
			reject(wireError("ECONNRESET", "the connection ended before an answer came"));
		});
		sent.end(body);
	});
}

/** Gives up on a request whose connection or head does not come. */
function watchHead(sent: http.ClientRequest, patienceMs: number): { end(): void } {
	const connectMs = Math.min(patienceMs, longestConnectMs);
	let turnOff = alarm(connectMs, () =>
		sent.destroy(wireError("CONNECT_TIMEOUT", `no connection within ${connectMs} ms`)),
	);
	let isOver = false;

	function awaitHead(): void {
		turnOff();
		if (isOver) return;
		turnOff = alarm(patienceMs, () => sent.destroy(wireError("HEAD_TIMEOUT", `no answer within ${patienceMs} ms`)));
	}

	sent.once("socket", (socket) => {
		if (!socket.connecting) return awaitHead();
		socket.once("encrypted" in socket ? "secureConnect" : "connect", awaitHead);
	});
	return {
		end() {
			isOver = true;
			turnOff();
		},
	};
}

function headersOf({ headers }: http.IncomingMessage): WireReply["headers"] {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
	);
}

async function* piecesOf(incoming: http.IncomingMessage, patienceMs: number): AsyncGenerator<Uint8Array, void> {
	const pieces: AsyncIterator<Uint8Array> = incoming[Symbol.asyncIterator]();
	try {
		let next = await nextOf(pieces, incoming, patienceMs);
		while (next.done !== true) {
			yield next.value;
			next = await nextOf(pieces, incoming, patienceMs);
		}
	} finally {
		if (!incoming.readableEnded) incoming.destroy();
	}
}

async function nextOf(
	pieces: AsyncIterator<Uint8Array>,
	incoming: http.IncomingMessage,
	patienceMs: number,
): Promise<IteratorResult<Uint8Array>> {
	const turnOff = alarm(patienceMs, () =>
		incoming.destroy(wireError("BODY_TIMEOUT", `nothing more within ${patienceMs} ms`)),
	);
	try {
		return await pieces.next();
	} finally {
		turnOff();
	}
}
