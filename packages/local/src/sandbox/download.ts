import { createReadStream, createWriteStream } from "node:fs";
import { get as getHttp, type IncomingMessage } from "node:http";
import { get as getHttps } from "node:https";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

export interface DownloadOptions {
	/** Must not be there yet. */
	readonly to: string;
	readonly maxBytes: number;
	readonly signal?: AbortSignal | undefined;
}

/** Brings one address (http, https, file or an absolute path) to a new file; rejects with the reason. */
export async function download(uri: string, options: DownloadOptions): Promise<void> {
	const source = await openSource(uri, options.signal);
	const { to, maxBytes, signal } = options;
	// A link of that name is not followed.
	const target = createWriteStream(to, { flags: "wx" });
	await pipeline(source, limitedTo(maxBytes), target, signal === undefined ? {} : { signal });
}

async function openSource(uri: string, signal: AbortSignal | undefined): Promise<NodeJS.ReadableStream> {
	if (uri.startsWith("/")) return createReadStream(uri);
	const url = URL.parse(uri);
	if (url?.protocol === "file:") return createReadStream(fileURLToPath(url));
	if (url === null || !isWeb(url)) throw new Error(`only http, https and file addresses can be fetched`);
	return openWeb(url, signal, maxRedirects);
}

const maxRedirects = 5;
const silenceMs = 60_000;

async function openWeb(url: URL, signal: AbortSignal | undefined, redirects: number): Promise<IncomingMessage> {
	const reply = await request(url, signal);
	const { statusCode = 0, headers } = reply;
	if (statusCode >= 200 && statusCode < 300) return reply;
	reply.destroy();
	if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) {
		throw new Error(`the server answered ${String(statusCode)}`);
	}
	if (redirects === 0) throw new Error("the server redirects too often");
	const next = new URL(headers.location, url);
	// Never into the files of this machine.
	if (!isWeb(next)) throw new Error(`the server redirects to ${next.protocol}`);
	return openWeb(next, signal, redirects - 1);
}

function isWeb({ protocol }: URL): boolean {
	return protocol === "http:" || protocol === "https:";
}

function request(url: URL, signal: AbortSignal | undefined): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		const get = url.protocol === "https:" ? getHttps : getHttp;
		const options = { timeout: silenceMs, ...(signal === undefined ? {} : { signal }) };
		const pending = get(url, options, resolve);
		pending.once("error", reject);
		pending.once("timeout", () => pending.destroy(new Error("the server is silent")));
	});
}

function limitedTo(maxBytes: number): Transform {
	let bytes = 0;
	return new Transform({
		transform: (chunk: Buffer, _, done) => {
			bytes += chunk.length;
			if (bytes > maxBytes) done(new Error(`it is larger than ${String(maxBytes)} bytes`));
			else done(undefined, chunk);
		},
	});
}
