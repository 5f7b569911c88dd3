import type { Dialect } from "@chronos-job/schemas";
import type { Need } from "./chronos-test.ts";

/** A server that claims to be a Chronos. */
export interface ChronosServer {
	readonly name: string;
	readonly dialect: Dialect;
	readonly offers: readonly Need[];
	/** One call per test; whether it is a server of its own is up to whoever offers it. */
	connect(wishes: Wishes): Promise<Connection>;
}

export interface Wishes {
	readonly needs: readonly Need[];
	/** Where the server's time starts, in epoch ms. */
	readonly at: number | undefined;
}

export interface Connection extends AsyncDisposable {
	/** What stands before `/v1/scheduler` or `/scheduler`. */
	readonly url: URL;
	readonly socketPath?: string;
	readonly credentials?: Credentials;
	/** The server ends with the connection, so that nothing needs to be cleaned up. */
	readonly isOwn?: boolean;
	/** Absent when time passes by itself. */
	readonly time?: ManualTime;
	/** Ends the server and starts another one on what it left. */
	restart?(): Promise<void>;
}

export interface Credentials {
	readonly user: string;
	readonly password: string;
}

export interface ManualTime {
	now(): number;
	/** Lets everything happen that is due until then. */
	advance(ms: number): Promise<void>;
}
