import { Agent, request } from "node:http";

export interface Answer {
	readonly status: number;
	readonly text: string;
}

export interface SocketClient extends Disposable {
	send(method: string, path: string, body?: unknown): Promise<Answer>;
	/** How many bytes an answer has, once the last of them is there. */
	measure(path: string): Promise<number>;
	/** Reads an answer that goes on until the client is gone; resolves when it has begun. */
	follow(path: string, tell: (text: string) => void): Promise<void>;
}

/** The smallest client that keeps its connections, so that the server is what is measured. */
export function socketClient(socketPath: string, connections: number): SocketClient {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	return {
		send: (method, path, body) => {
			const text = body === undefined ? undefined : JSON.stringify(body);
			const { promise, resolve, reject } = Promise.withResolvers<Answer>();
			const headers = text === undefined ? {} : { "content-type": "application/json" };
			const sent = request({ agent, socketPath, method, path, headers }, (reply) => {
				const chunks: Buffer[] = [];
				reply.on("data", (chunk: Buffer) => chunks.push(chunk));
				reply.on("end", () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
			});
			sent.on("error", reject);
			sent.end(text);
			return promise;
		},
		measure: (path) => {
			const { promise, resolve, reject } = Promise.withResolvers<number>();
			const sent = request({ agent, socketPath, path }, (reply) => {
				let bytes = 0;
				reply.on("data", (chunk: Buffer) => (bytes += chunk.length));
				reply.on("end", () => (reply.statusCode === 200 ? resolve(bytes) : reject(new Error(`${path} failed`))));
			});
			sent.on("error", reject);
			sent.end();
			return promise;
		},
		follow: (path, tell) => {
			const { promise, resolve, reject } = Promise.withResolvers<void>();
			const sent = request({ agent, socketPath, path }, (reply) => {
				reply.setEncoding("utf8").on("data", tell);
				// The client ends it when it is done.
				reply.on("error", () => {});
				resolve();
			});
			sent.on("error", reject);
			sent.end();
			return promise;
		},
		[Symbol.dispose]: () => agent.destroy(),
	};
}
