// oxlint-disable-next-line eslint/no-restricted-imports -- this is the place
import type { Dispatcher } from "undici";
import type { DispatcherPlace } from "./open-dispatcher.ts";
import type { Transport, WireReply } from "./transport.ts";
import { parseWireAddress, type WireAddress } from "./wire-address.ts";
import { wireError } from "./wire-error.ts";

export interface UndiciTransportOptions {
	/** The variables of the environment that name proxies, in small or capital letters. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The certificates of the authorities to trust, in PEM format. */
	readonly ca?: string | undefined;
}

/** The way through proxies; undici is loaded when the first request is sent. */
export function undiciTransport(options: UndiciTransportOptions): Transport {
	const dispatchers = new Map<string | undefined, Promise<Dispatcher>>();

	function dispatcherOf({ socketPath }: WireAddress, patienceMs: number): Promise<Dispatcher> {
		const dispatcher = dispatchers.get(socketPath) ?? loadDispatcher(options, { socketPath, patienceMs });
		dispatchers.set(socketPath, dispatcher);
		return dispatcher;
	}

	return {
		send: async ({ base, path, method, headers, body, signal, patienceMs }) => {
			const address = parseWireAddress(base);
			if (address === undefined) throw wireError("BAD_ADDRESS", `${base} is no address of a server`);
			const dispatcher = await dispatcherOf(address, patienceMs);
			const reply = await dispatcher.request({
				origin: address.origin,
				path: address.prefix + path,
				method,
				headers,
				body: body ?? null,
				headersTimeout: patienceMs,
				bodyTimeout: patienceMs,
				...(signal !== undefined && { signal }),
			});
			return { status: reply.statusCode, headers: headersOf(reply.headers), body: reply.body };
		},
		[Symbol.asyncDispose]: async () => {
			const opened = await Promise.allSettled(dispatchers.values());
			dispatchers.clear();
			await Promise.all(opened.map(async (one) => one.status === "fulfilled" && (await one.value.destroy())));
		},
	};
}

// A file of its own: who needs no undici does not load what fits its modules to ours either.
async function loadDispatcher(options: UndiciTransportOptions, place: DispatcherPlace): Promise<Dispatcher> {
	const { openDispatcher } = await import("./open-dispatcher.ts");
	return openDispatcher(options, place);
}

function headersOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>): WireReply["headers"] {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name.toLowerCase(),
			typeof value === "object" ? value.join(", ") : value,
		]),
	);
}
