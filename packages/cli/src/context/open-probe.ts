import {
	ChronosError,
	type ClientOptions,
	createReader,
	hasCode,
	type RawExchange,
	type ReadClient,
	type Target,
	type Transport,
} from "@chronos-job/core";
import type { Host } from "../host.ts";

/** A way of asking a server that tells more than the answers. */
export interface Probe extends AsyncDisposable {
	/** Finds out the dialect and the build, whatever is configured. */
	readonly reader: ReadClient;
	/** How long one address takes to answer, or why it does not. */
	measure(url: string): Promise<Measured>;
	/** Whether it wants to know who asks. */
	isGuarded(): Promise<boolean>;
	/** How far the server's clock is ahead; undefined when it has not told the time. */
	aheadMs(): number | undefined;
}

export type Measured = { readonly ms: number } | { readonly error: ChronosError };

export function openProbe(host: Host, target: Target, transport: Transport): Probe {
	let last: RawExchange | undefined;
	let aheadMs: number | undefined;
	const options: ClientOptions = {
		transport,
		clock: { now: host.now, sleep: host.sleep },
		patienceMs,
		onRaw(exchange) {
			last = exchange;
			const told = Date.parse(exchange.headers["date"] ?? "");
			// The second that was told has half of it behind it, on average.
			if (!Number.isNaN(told)) aheadMs = told + 500 - host.now();
		},
	};
	const asking = { ...target, dialect: undefined, build: undefined };
	const signal = { signal: host.signal };
	return {
		reader: createReader(asking, options),
		async measure(url) {
			const { server } = createReader({ ...asking, urls: [url] }, options);
			const start = host.now();
			try {
				await server.ping(signal);
				return { ms: host.now() - start };
			} catch (error) {
				// A proxy may know only the paths of Chronos, and a guarded server has answered.
				if (hasCode(error, "target.unauthorized") || (error instanceof ChronosError && isAnswer(last))) {
					return { ms: host.now() - start };
				}
				if (error instanceof ChronosError) return { error };
				throw error;
			}
		},
		async isGuarded() {
			const { server } = createReader({ ...asking, credentials: undefined }, options);
			try {
				await server.dialect(signal);
				return false;
			} catch (error) {
				if (hasCode(error, "target.unauthorized")) return true;
				throw error;
			}
		},
		aheadMs: () => aheadMs,
		[Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
	};
}

/** Whoever tests does not want to wait long for what is broken. */
const patienceMs = 10_000;

function isAnswer(exchange: RawExchange | undefined): boolean {
	return exchange?.status !== undefined && exchange.status < 500;
}
