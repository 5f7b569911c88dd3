import type { StateDirectory } from "@chronos-job/local";
import type { Session } from "../command/session.ts";
import { findServer, stateOf } from "./find-server.ts";
import { startServer } from "./start-server.ts";
import type { ServerStatus } from "./server-status.ts";

/** The local server to talk to. */
export interface LocalTarget {
	readonly state: StateDirectory;
	readonly server: ServerStatus;
}

/** The server of a state directory; started when it does not run, which is said in one line. */
export async function ensureLocal(
	{ host, note }: Pick<Session, "host" | "note">,
	asked?: string,
): Promise<LocalTarget> {
	const state = stateOf(host, asked);
	const found = await findServer(host, state);
	if (found !== undefined) return { state, server: found };
	const { server, isOurs } = await startServer(host, state);
	if (isOurs) note(`started a local Chronos (pid ${server.pid}); \`chronos-job local stop\` ends it`);
	return { state, server };
}
