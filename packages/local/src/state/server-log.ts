import { appendFileSync, copyFileSync, statSync, truncateSync } from "node:fs";
import type { StateDirectory } from "./state-directory.ts";

/** Lines for people about a server, in a file that never grows beyond a size. */
export interface ServerLog {
	write(text: string): void;
}

export function openServerLog(
	state: StateDirectory,
	{ now, maxBytes = defaultMaxBytes }: { now: () => number; maxBytes?: number },
): ServerLog {
	appendFileSync(state.logFile, "", { mode: 0o600 });
	return {
		write(text) {
			try {
				if (statSync(state.logFile).size > maxBytes) rotate(state);
				appendFileSync(state.logFile, `${new Date(now()).toISOString()} ${text}\n`, { mode: 0o600 });
			} catch {
				// A full disk is no reason to stop running jobs; what matters is in the store.
			}
		},
	};
}

/** Emptied instead of renamed: what Node prints when it crashes goes into the file that is open. */
function rotate({ logFile, oldLogFile }: StateDirectory): void {
	copyFileSync(logFile, oldLogFile);
	truncateSync(logFile);
}

const defaultMaxBytes = 4 * 1024 * 1024;
