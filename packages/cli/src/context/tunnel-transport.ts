import { ChronosError, type Transport, type WireReply, type WireRequest } from "@chronos-job/core";
import { systemCodeOf } from "../files/file-system.ts";
import { isNobody } from "./is-nobody.ts";
import { onceAtATime } from "./once-at-a-time.ts";
import type { TunnelPlan } from "./tunnel-plan.ts";

/** Sends requests through the sockets of a tunnel; where nobody listens, each remedy is tried in turn. */
export function tunnelTransport(
	inner: Transport,
	{ via, sockets }: Pick<TunnelPlan, "via" | "sockets">,
	remedies: readonly (() => Promise<void>)[],
): Transport {
	const shared = remedies.map(onceAtATime);

	async function attempt(request: WireRequest, [remedy, ...others]: typeof remedies): Promise<WireReply> {
		try {
			return await inner.send(request);
		} catch (error) {
			if (remedy === undefined || !isNobody(error)) throw error;
			await remedy();
			return attempt(request, others);
		}
	}

	async function ask(request: WireRequest): Promise<WireReply> {
		try {
			return await attempt(request, shared);
		} catch (error) {
			if (!isReset(error) || request.method !== "GET") throw error;
			// It may have been used just when it ended.
			return await attempt(request, shared).catch((again: unknown) => {
				throw isReset(again) ? deadEnd(request, via, again) : again;
			});
		}
	}

	return {
		send(request) {
			const socket = sockets.get(request.base);
			return socket === undefined ? inner.send(request) : ask(throughSocket(request, socket));
		},
		[Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
	};
}

/** Depending on who comes first, it is closed before or while something is written. */
function isReset(error: unknown): boolean {
	return resets.has(systemCodeOf(error) ?? "");
}

const resets: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/** All that ssh does when it cannot reach the other end is to close the connection. */
function deadEnd({ headers }: WireRequest, via: string, cause: unknown): ChronosError {
	return new ChronosError("target.unreachable", `nothing answers at ${headers["host"] ?? ""}, as ${via} sees it`, {
		hint: `Try \`curl http://${headers["host"] ?? ""}/ping\` on ${via}.`,
		cause,
	});
}

/** The other side sees the request that it would see without a tunnel. */
function throughSocket(request: WireRequest, socket: string): WireRequest {
	const [, host = "", prefix = ""] = /^http:\/\/([^/]+)(.*)$/i.exec(request.base) ?? [];
	return {
		...request,
		base: `unix://${socket}`,
		path: `${prefix}${request.path}`,
		headers: { ...request.headers, host },
	};
}
