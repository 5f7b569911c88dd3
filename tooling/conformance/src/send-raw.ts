import { Buffer } from "node:buffer";
import net from "node:net";
import tls from "node:tls";
import type { Connection } from "./connection.ts";

const limitMs = 10_000;

/** Writes bytes to a fresh connection and answers what comes back until the server closes it, or until it is enough. */
export function sendRaw(
	{ url, socketPath }: Connection,
	bytes: string,
	isEnough: (text: string) => boolean = () => false,
): Promise<string> {
	return new Promise((resolve, reject) => {
		const isSecure = url.protocol === "https:";
		const port = url.port === "" ? { "http:": 80, "https:": 443 }[url.protocol] : Number(url.port);
		const address = socketPath === undefined ? { host: url.hostname, port: port ?? 80 } : { path: socketPath };
		const socket = isSecure ? tls.connect(address) : net.connect(address);
		const chunks: Buffer[] = [];
		const text = () => Buffer.concat(chunks).toString("latin1");
		socket.setTimeout(limitMs, () => socket.destroy(new Error(`no answer within ${limitMs} ms: ${text()}`)));
		socket.on("data", (chunk) => {
			chunks.push(chunk);
			if (isEnough(text())) socket.destroy();
		});
		socket.on("error", reject);
		socket.on("close", () => resolve(text()));
		socket.write(Buffer.from(bytes, "latin1"));
	});
}
