import { ChronosError } from "../errors.ts";
import type { Transport, WireReply, WireRequest } from "./transport.ts";
import { parseWireAddress, shownAddress } from "./wire-address.ts";

/** Sends a request, and sends it again where the server says, as long as that is the server itself. */
export async function sendFollowing(send: Transport["send"], request: WireRequest): Promise<WireReply> {
	let current = request;
	for (let hop = 0; hop <= maxHops; hop++) {
		const reply = await send(current);
		const next = nextRequest(current, reply);
		if (next === undefined) return reply;
		await skip(reply);
		current = next;
	}
	throw new ChronosError("target.not-chronos", `${shownAddress(request.base)} sends ${request.path} round in circles`, {
		hint: "Check the address of the server, above all what stands after the host.",
	});
}

const maxHops = 5;

/** The same call to the same server under another path; undefined when the reply is an answer. */
function nextRequest(request: WireRequest, { status, headers }: WireReply): WireRequest | undefined {
	const { location } = headers;
	if (!redirects.has(status) || location === undefined) return undefined;
	const address = parseWireAddress(request.base);
	const here = address === undefined ? undefined : address.origin + address.prefix + request.path;
	if (address === undefined || !URL.canParse(location, here)) return undefined;
	const next = new URL(location, here);
	// Credentials and jobs are meant for this server and for no other (contract §9.2).
	if (next.origin !== address.origin) throw elsewhere(request, next);
	const base = address.socketPath === undefined ? address.origin : request.base;
	return { ...request, base, path: next.pathname + next.search };
}

// What follows keeps its method and body: a submit that becomes a GET is lost (contract §9.2).
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function elsewhere({ base }: WireRequest, { origin }: URL): ChronosError {
	return new ChronosError(
		"target.refused",
		`${shownAddress(base)} sends the call on to ${origin}, which is another server`,
		{
			hint: `Use ${origin} as the address if you trust it.`,
		},
	);
}

/** Reads what little there is, so that the connection can be used again. */
async function skip({ body }: WireReply): Promise<void> {
	let bytes = 0;
	for await (const piece of body) {
		bytes += piece.length;
		if (bytes > maxSkippedBytes) return;
	}
}

const maxSkippedBytes = 64 * 1024;
