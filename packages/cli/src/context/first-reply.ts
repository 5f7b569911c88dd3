import type { Clock, Transport, WireReply, WireRequest } from "@chronos-job/core";

/** Sends the first request to a server, and gives it up early when the server does not answer what is easy either. */
export async function firstReply(
	transport: Transport,
	request: WireRequest,
	{ sleep }: Pick<Clock, "sleep">,
): Promise<WireReply> {
	const over = new AbortController();
	async function giveUp(): Promise<WireReply> {
		await sleep(trustMs, over.signal);
		if (over.signal.aborted || (await isAlive(transport, request, over.signal))) return never;
		throw new SilentServer();
	}
	try {
		return await Promise.race([transport.send(request), giveUp()]);
	} finally {
		// Without a reason an exception would be made for nobody.
		over.abort("over");
	}
}

/** As transports say it themselves. */
class SilentServer extends Error {
	readonly code = "HEAD_TIMEOUT";
}

// A list of many jobs may take minutes (contract §9.19), a ping may not.
async function isAlive(transport: Transport, { base, headers }: WireRequest, signal: AbortSignal): Promise<boolean> {
	try {
		await transport.send({ method: "GET", base, path: "/ping", headers, patienceMs: pingMs, signal });
		return true;
	} catch {
		return false;
	}
}

const trustMs = 15_000;
const pingMs = 5000;
const never = new Promise<never>(() => undefined);
