import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Reply } from "./handler.ts";
import { localError } from "./local/local-reply.ts";
import { apiResult, pageReply } from "./reply.ts";
import { writtenHeaders } from "./written-headers.ts";

/** What the parser says of bytes that it cannot read. */
interface Garbage {
	readonly code?: string;
	readonly reason?: string;
	/** Where it gave up; not always the beginning of a request. */
	readonly rawPacket?: Uint8Array;
}

/** What is no HTTP never gets as far as a request, but its sender is told why. */
export function refuseGarbage(garbage: Garbage, socket: Duplex): void {
	if (!socket.writable || socket.writableLength > 0) {
		socket.destroy();
		return;
	}
	socket.end(textOf(garbageReply(garbage)));
}

interface Flaw {
	readonly status: number;
	readonly message: string;
}

const badLine: Flaw = { status: 400, message: "a line of the request does not end with CR and LF" };

// To read these all the same would let others hide requests in requests.
const flaws: Readonly<Record<string, Flaw>> = {
	HPE_INVALID_URL: { status: 400, message: "the address has a character that has to be percent-encoded" },
	HPE_CR_EXPECTED: badLine,
	"Expected CRLF after version": badLine,
	HPE_HEADER_OVERFLOW: { status: 431, message: "the headers are too long" },
	ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: "the request did not arrive in time" },
};

function garbageReply({ code = "", reason = "", rawPacket }: Garbage): Reply {
	const { status, message } = flaws[reason] ?? flaws[code] ?? otherFlaw(reason);
	const path = rawPacket === undefined ? "" : pathIn(rawPacket);
	if (path.startsWith("/local/v1")) return localError(status, { code: "bad-request", message });
	return /^(?:\/v1)?\/scheduler(?:\/|$)/.test(path) ? apiResult(status, message) : pageReply(status, path, message);
}

/** As far as it can be read, so that the answer has the form of its surface. */
function pathIn(packet: Uint8Array): string {
	const start = Buffer.from(packet.subarray(0, longestStart)).toString("utf8");
	return /^[A-Z]+ (\/[^\s?]*)/.exec(start)?.[1] ?? "";
}

const longestStart = 4096;

function otherFlaw(reason: string): Flaw {
	return { status: 400, message: reason === "" ? "this is not HTTP" : `this is not HTTP: ${reason}` };
}

function textOf({ status, headers, body }: Reply): Uint8Array {
	const bytes = typeof body === "string" || body instanceof Uint8Array ? Buffer.from(body) : Buffer.alloc(0);
	const all = writtenHeaders({ ...headers, "content-length": String(bytes.length), connection: "close" });
	const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
	return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`), bytes]);
}
