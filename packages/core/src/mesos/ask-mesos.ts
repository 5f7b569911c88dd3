import { isOwnMistake } from "../client/is-own-mistake.ts";
import type { Transport, WireReply } from "../client/transport.ts";
import { ChronosError } from "../errors.ts";

/** How to talk to the masters and agents of a Mesos cluster. */
export interface MesosLine {
	readonly transport: Transport;
	readonly patienceMs: number;
	/** As the header says it; nobody is told who asks without it. */
	readonly authorization?: string | undefined;
	readonly signal?: AbortSignal | undefined;
}

export interface MesosReply {
	readonly status: number;
	readonly body: Uint8Array;
}

/** Asks the first of several places that answers at all; undefined when none does. */
export async function askFirst(
	line: MesosLine,
	bases: readonly string[],
	path: string,
): Promise<MesosReply | undefined> {
	for (const base of bases) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- the next one is only asked when this one is silent
		const reply = await askMesos(line, base, path).catch((error: unknown) => {
			line.signal?.throwIfAborted();
			if (error instanceof ChronosError || isOwnMistake(error)) throw error;
			return undefined;
		});
		if (reply !== undefined) return reply;
	}
	return undefined;
}

/** The value of a JSON reply; undefined when it is something else. */
export function jsonOf({ status, body }: MesosReply): unknown {
	if (status !== 200) return undefined;
	try {
		return JSON.parse(new TextDecoder().decode(body));
	} catch {
		return undefined;
	}
}

/** Follows a master that does not lead to the one that does. */
async function askMesos(line: MesosLine, base: string, path: string): Promise<MesosReply> {
	const { transport, patienceMs, signal, authorization } = line;
	let place = { base: base.replace(/\/+$/, ""), path };
	for (let hop = 0; ; hop += 1) {
		// What may be read on the way is not told to whoever is further on.
		const isTold = authorization !== undefined && !(base.startsWith("https:") && place.base.startsWith("http:"));
		const headers: Readonly<Record<string, string>> = isTold ? { authorization } : {};
		// oxlint-disable-next-line eslint/no-await-in-loop -- a reply tells where to go next
		const reply = await transport.send({ method: "GET", ...place, headers, patienceMs, signal });
		const next = hop < mostHops ? nextPlace(reply, place) : undefined;
		// oxlint-disable-next-line eslint/no-await-in-loop -- the same
		const body = await readAll(reply);
		if (next === undefined) return { status: reply.status, body };
		place = next;
	}
}

type Place = { readonly base: string; readonly path: string };

/** Of a master that does not lead: `Location: //10.0.0.2:5050/master/tasks`. */
function nextPlace({ status, headers }: WireReply, { base, path }: Place): Place | undefined {
	const { location } = headers;
	if (![301, 302, 307, 308].includes(status) || location === undefined) return undefined;
	const url = URL.parse(location, base + path);
	return url === null ? undefined : { base: url.origin, path: url.pathname + (url.search || searchOf(path)) };
}

function searchOf(path: string): string {
	const start = path.indexOf("?");
	return start === -1 ? "" : path.slice(start);
}

async function readAll({ body }: WireReply): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	let length = 0;
	for await (const piece of body) {
		pieces.push(piece);
		length += piece.length;
		if (length > mostBytes) throw new ChronosError("target.not-chronos", "a reply of Mesos is larger than 256 MB");
	}
	return joined(pieces, length);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
	const whole = new Uint8Array(length);
	let start = 0;
	for (const piece of pieces) {
		whole.set(piece, start);
		start += piece.length;
	}
	return whole;
}

const mostHops = 3;
const mostBytes = 268_435_456;
