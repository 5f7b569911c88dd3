import { createServer, type Socket } from "node:net";

/** Answers a request on a bare connection, in whatever way HTTP forbids. */
export type RawAnswer = (socket: Socket, request: string) => void;

export interface RawServer extends AsyncDisposable {
	readonly url: string;
	/** The texts of all requests, heads and bodies, in the order of their arrival. */
	readonly requests: readonly string[];
	/** How many connections are open now. */
	readonly connections: number;
	/** Resolves when no connection is open. */
	untilAlone(): Promise<void>;
	/** What is answered from now on. */
	answer(answer: RawAnswer): void;
}

/** A server that speaks bytes; it waits for a whole request and leaves the rest to its answer. */
export async function startRawServer(initial: RawAnswer): Promise<RawServer> {
	let answer = initial;
	const sockets = new Set<Socket>();
	const requests: string[] = [];
	let onAlone: () => void = () => undefined;
	const server = createServer({ allowHalfOpen: true }, (socket) => {
		sockets.add(socket);
		socket.on("error", () => undefined);
		socket.on("end", () => socket.end());
		socket.on("close", () => {
			sockets.delete(socket);
			if (sockets.size === 0) onAlone();
		});
		let heard = "";
		socket.on("data", (bytes) => {
			heard += bytes.toString("latin1");
			if (!isWhole(heard)) return;
			const request = heard;
			heard = "";
			requests.push(request);
			answer(socket, request);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	const port = typeof address === "object" ? (address?.port ?? 0) : 0;
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		get connections() {
			return sockets.size;
		},
		untilAlone: () =>
			new Promise((resolve) => {
				onAlone = resolve;
				if (sockets.size === 0) resolve();
			}),
		answer: (next) => {
			answer = next;
		},
		[Symbol.asyncDispose]: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

function isWhole(request: string): boolean {
	const end = request.indexOf("\r\n\r\n");
	if (end === -1) return false;
	const [, length = "0"] = /\r\ncontent-length: *(\d+)/i.exec(request.slice(0, end)) ?? [];
	return request.length >= end + 4 + Number(length);
}
