import type { Build, Dialect } from "@chronos-job/schemas";
import type { Clock } from "../clock.ts";
import type { Transport } from "./transport.ts";

export interface ClientOptions {
	/** The client's own from now on: it is released with the client. */
	readonly transport: Transport;
	readonly clock: Clock;
	/** Spreads what is tried again, so that many clients do not come back at once; `Math.random` unless said otherwise. */
	readonly random?: (() => number) | undefined;
	/** How long to wait for a head and for each piece of a body; a minute, since large servers are slow (contract §9.19). */
	readonly patienceMs?: number | undefined;
	/** The longest body that is read; 256 MiB. */
	readonly maxBytes?: number | undefined;
	/** Hears of every answer as it came, and of every attempt that got none; nothing in it is secret. */
	readonly onRaw?: ((exchange: RawExchange) => void) | undefined;
	/** Hears what the server turns out to be, for those who want to know it next time. */
	readonly onLearned?: ((learned: Learned) => void) | undefined;
}

/** What a server has told about itself by its answers. */
export interface Learned {
	readonly dialect: Dialect;
	/** What it may be; absent while nothing tells. */
	readonly builds?: readonly Build[];
}

/** One request and what became of it, for those who want to see all. */
export interface RawExchange {
	readonly method: string;
	readonly url: string;
	/** Undefined when nothing came back. */
	readonly status: number | undefined;
	readonly headers: Readonly<Record<string, string | undefined>>;
	/** Empty for what is read piece by piece. */
	readonly body: string;
	/** What kept an answer from coming. */
	readonly error: string | undefined;
}

export const defaultPatienceMs = 60_000;
export const defaultMaxBytes = 256 * 1024 * 1024;
