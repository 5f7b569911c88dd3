import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";

export interface Heard {
	/** Such as `GET /v1/scheduler/jobs`. */
	readonly line: string;
	readonly headers: IncomingMessage["headers"];
	readonly body: string;
}

export interface Said {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** What is no text becomes JSON. */
	readonly body?: unknown;
}

export type Script = (heard: Heard, response: ServerResponse) => Said | undefined;

export interface ScriptedServer extends AsyncDisposable {
	readonly url: string;
	readonly heard: readonly Heard[];
	/** The request lines. */
	lines(): readonly string[];
}

/** Answers what a test says, on loopback or on a socket. */
export async function startScripted(
	script: Script,
	{ path, tls }: { readonly path?: string; readonly tls?: ServerOptions } = {},
): Promise<ScriptedServer> {
	const heard: Heard[] = [];
	const listener: RequestListener = (request, response) => void answer(request, response);
	const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		let body = "";
		for await (const piece of request) body += String(piece);
		const one = { line: `${request.method} ${request.url}`, headers: request.headers, body };
		heard.push(one);
		const said = script(one, response);
		if (said === undefined) return;
		const text = typeof said.body === "string" ? said.body : JSON.stringify(said.body);
		response.writeHead(said.status ?? 200, said.headers ?? {}).end(text);
	}

	await new Promise<void>((resolve) => {
		if (path === undefined) server.listen(0, "127.0.0.1", resolve);
		else server.listen(path, resolve);
	});
	const { port } = (path === undefined ? server.address() : { port: 0 }) as AddressInfo;
	return {
		url: path === undefined ? `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}` : `unix://${path}`,
		heard,
		lines: () => heard.map(({ line }) => line),
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A script that knows some paths, and answers all others as a server that has them not. */
export function pathsOf(answers: Readonly<Record<string, unknown>>): Script {
	return ({ line }) => {
		const found = Object.entries(answers).find(([path]) => line.split(" ")[1]?.split("?")[0] === path);
		return found === undefined ? { status: 404, body: "" } : { body: found[1] };
	};
}
