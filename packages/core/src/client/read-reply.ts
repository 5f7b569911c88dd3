import type { Clock } from "../clock.ts";
import type { WireReply } from "./transport.ts";
import { wireError } from "./wire-error.ts";

export interface ReadOptions {
	readonly maxBytes: number;
	/** How slow a body may be altogether: after this time it has to come with a kilobyte a second. */
	readonly patienceMs: number;
	readonly clock: Clock;
}

/** The whole body as text; throws when it is too long, too slow, or not all of it comes. */
export async function readReply(reply: WireReply, { maxBytes, patienceMs, clock }: ReadOptions): Promise<string> {
	const announced = announcedBytes(reply);
	if (announced !== undefined && announced > maxBytes) throw tooLong(maxBytes);
	const now = (): number => clock.monotonic?.() ?? clock.now();
	const startedAt = now();
	const pieces: Uint8Array[] = [];
	let bytes = 0;
	for await (const piece of reply.body) {
		pieces.push(piece);
		bytes += piece.length;
		if (bytes > maxBytes) throw tooLong(maxBytes);
		// A server that sends a byte a minute would otherwise hold us for ever.
		if (now() - startedAt > patienceMs + bytes) throw wireError("BODY_TIMEOUT", `${bytes} bytes came in all the time`);
	}
	if (announced !== undefined && bytes < announced) throw incomplete(bytes, announced);
	return textOf(Buffer.concat(pieces), reply.headers["content-type"]);
}

/** What can be had of the body of a refusal, and whether that is all: behind a standby it may never come (contract §1.5). */
export async function readRefusal(
	reply: WireReply,
	{ clock }: Pick<ReadOptions, "clock">,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
	const pieces: Uint8Array[] = [];
	const done = new AbortController();
	const tooLate = clock.sleep(refusalPatienceMs, done.signal).then(() => false);
	const isWhole = await Promise.race([collect(reply.body, pieces), tooLate]);
	done.abort();
	return { text: textOf(Buffer.concat(pieces), reply.headers["content-type"]), isWhole };
}

async function collect(body: AsyncIterable<Uint8Array>, pieces: Uint8Array[]): Promise<boolean> {
	let bytes = 0;
	try {
		for await (const piece of body) {
			pieces.push(piece.subarray(0, maxRefusalBytes - bytes));
			bytes += piece.length;
			if (bytes >= maxRefusalBytes) return false;
		}
		return true;
	} catch {
		// The status says enough; what came of the words is shown.
		return false;
	}
}

const refusalPatienceMs = 3000;
const maxRefusalBytes = 1024 * 1024;

function announcedBytes({ status, headers }: WireReply): number | undefined {
	if (status === 204 || headers["content-encoding"] !== undefined) return undefined;
	const length = Number(headers["content-length"] ?? Number.NaN);
	return Number.isSafeInteger(length) ? length : undefined;
}

function tooLong(maxBytes: number): Error {
	return wireError("BODY_TOO_LONG", `the body is longer than ${maxBytes} bytes`);
}

function incomplete(bytes: number, announced: number): Error {
	return Object.assign(new Error(`${bytes} of ${announced} bytes came`), { code: "ERR_STREAM_PREMATURE_CLOSE" });
}

function textOf(bytes: Buffer, contentType: string | undefined): string {
	// Jetty's pages are Latin-1 (contract §1.3); everything else is UTF-8, whatever it says.
	const isLatin = /charset=["']?iso-8859-1/i.test(contentType ?? "");
	const text = bytes.toString(isLatin ? "latin1" : "utf8");
	return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
