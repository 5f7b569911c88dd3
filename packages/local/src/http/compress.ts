import { Readable } from "node:stream";
import { promisify } from "node:util";
import { createGzip, gzip } from "node:zlib";
import type { LocalRequest, Reply } from "./handler.ts";
import { acceptsGzip } from "./negotiation.ts";
import { withHeaders } from "./reply.ts";

/** Compresses what Chronos compresses: the bodies of successful GETs, from 16 bytes on (contract §1.1). */
export async function compressed({ method, headers }: LocalRequest, reply: Reply): Promise<Reply> {
	if (method !== "GET" || reply.status !== 200) return reply;
	const open = withHeaders(reply, { vary: "Accept-Encoding, User-Agent" });
	if (!acceptsGzip(headers["accept-encoding"]) || isSmall(reply.body)) return open;
	const { "content-length": _, ...others } = open.headers;
	return { ...open, headers: { ...others, "content-encoding": "gzip" }, body: await gzipped(reply.body) };
}

async function gzipped(body: Reply["body"]): Promise<Reply["body"]> {
	if (typeof body === "string" || body instanceof Uint8Array) return gzipBytes(body, { level: fast });
	return Readable.from(body).pipe(createGzip({ level: fast }));
}

const gzipBytes = promisify(gzip);
// The higher levels cost the time of a list of jobs more than they save of its length.
const fast = 1;
const smallestBytes = 16;

function isSmall(body: Reply["body"]): boolean {
	if (typeof body === "string") return Buffer.byteLength(body) < smallestBytes;
	return body instanceof Uint8Array && body.length < smallestBytes;
}
