import { Buffer } from "node:buffer";
import http from "node:http";
import https from "node:https";
import type { Connection } from "./connection.ts";

export interface Request {
	readonly method?: string;
	/** As it stands in the request line. */
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array;
	/** Without the credentials of the connection. */
	readonly anonymous?: boolean;
}

export interface Reply {
	readonly request: Request;
	readonly status: number;
	/** By lower-case names. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly bytes: Buffer;
	readonly text: string;
	json(): unknown;
}

const limitMs = 20_000;

/** Keeps connections for more requests, as most clients do. */
export function createAgent({ url }: Connection): http.Agent {
	return new (isSecure(url) ? https : http).Agent({ keepAlive: true });
}

/** Sends it as it is: nothing is normalised, followed or decoded. */
export function send(connection: Connection, request: Request, agent: http.Agent): Promise<Reply> {
	const { method = "GET", path, body } = request;
	const bytes = body === undefined ? undefined : Buffer.from(body);
	return new Promise((resolve, reject) => {
		const sending = (isSecure(connection.url) ? https : http).request({
			...(connection.socketPath === undefined
				? { hostname: connection.url.hostname, port: connection.url.port }
				: { socketPath: connection.socketPath }),
			method,
			path: prefixOf(connection) + path,
			headers: headersOf(connection, request, bytes),
			agent,
			timeout: limitMs,
		});
		sending.on("response", (response) => {
			const chunks: Buffer[] = [];
			response.on("data", (chunk: Buffer) => chunks.push(chunk));
			response.on("error", reject);
			response.on("end", () => resolve(replyOf(request, response, Buffer.concat(chunks))));
		});
		sending.on("timeout", () => sending.destroy(new Error(`no answer within ${limitMs} ms`)));
		sending.on("error", reject);
		sending.end(bytes);
	});
}

function isSecure({ protocol }: URL): boolean {
	return protocol === "https:";
}

function prefixOf({ url }: Connection): string {
	return url.pathname.replace(/\/$/, "");
}

function headersOf(
	{ credentials }: Connection,
	{ headers = {}, anonymous = false }: Request,
	bytes: Buffer | undefined,
): Readonly<Record<string, string>> {
	return {
		...(credentials === undefined || anonymous ? {} : { Authorization: authorization(credentials) }),
		...(bytes === undefined ? {} : { "Content-Length": String(bytes.length) }),
		...headers,
	};
}

export function authorization({ user, password }: { readonly user: string; readonly password: string }): string {
	// Chronos reads them as Latin-1 (contract §1.6).
	return `Basic ${Buffer.from(`${user}:${password}`, "latin1").toString("base64")}`;
}

function replyOf(request: Request, response: http.IncomingMessage, bytes: Buffer): Reply {
	const headers = Object.entries(response.headers).map(([name, value]) => [
		name,
		Array.isArray(value) ? value.join(", ") : value,
	]);
	const text = bytes.toString("utf8");
	return {
		request,
		status: response.statusCode ?? 0,
		headers: Object.fromEntries(headers) as Readonly<Record<string, string | undefined>>,
		bytes,
		text,
		json: () => JSON.parse(text) as unknown,
	};
}
