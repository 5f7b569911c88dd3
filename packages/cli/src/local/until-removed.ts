import type { StateDirectory } from "@chronos-job/local";
import type { Host } from "../host.ts";

/** What somebody removed under a running server. */
export type Removed = "state" | "socket";

/** Resolves when nobody can find the server any more, or with nothing when the signal fires. */
export async function untilRemoved(
	host: Pick<Host, "files" | "sleep">,
	{ state, socket }: { readonly state: StateDirectory; readonly socket: string },
	signal: AbortSignal,
): Promise<Removed | undefined> {
	for (;;) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await host.sleep(lookMs, signal);
		if (signal.aborted) return undefined;
		if (!host.files.existsSync(state.databaseFile)) return "state";
		if (!host.files.existsSync(socket)) return "socket";
	}
}

const lookMs = 2000;
