import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface SlowRegistry extends AsyncDisposable {
	/** As names of images begin with it. */
	readonly host: string;
	/** Resolves when the next layer is on its way. */
	nextLayer(): Promise<Layer>;
}

export interface Layer {
	/** Resolves when it has ended; whether anybody wanted all of it. */
	readonly end: Promise<"whole" | "cut">;
}

/** Stands before a registry, and lets so many bytes of a layer through in a second. */
export async function slowRegistry(upstream: string, bytesPerSecond: number): Promise<SlowRegistry> {
	let next = Promise.withResolvers<Layer>();
	const [hostname, port] = upstream.split(":");
	async function drip(layer: IncomingMessage, answer: ServerResponse): Promise<void> {
		const end = once(answer, "close").then(() => (answer.writableFinished ? "whole" : "cut"));
		next.resolve({ end });
		next = Promise.withResolvers<Layer>();
		for await (const chunk of layer as AsyncIterable<Buffer>) {
			answer.write(chunk);
			await sleep((chunk.length / bytesPerSecond) * 1000);
			if (answer.destroyed) return;
		}
		answer.end();
	}
	const server = createServer((asked, answer) => {
		const { method, url = "", headers } = asked;
		const passed = request({ hostname, port, method, path: url, headers, agent: false }, (reply) => {
			answer.writeHead(reply.statusCode ?? 500, reply.headers);
			const isLayer = method === "GET" && url.includes("/blobs/") && Number(reply.headers["content-length"]) > 100_000;
			if (isLayer) void drip(reply, answer).catch(() => undefined);
			else reply.pipe(answer);
		});
		passed.once("error", () => answer.destroy());
		asked.pipe(passed);
	});
	await once(server.listen(0, "127.0.0.1"), "listening");
	return {
		host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		nextLayer: () => next.promise,
		async [Symbol.asyncDispose]() {
			server.close();
			server.closeAllConnections();
		},
	};
}
