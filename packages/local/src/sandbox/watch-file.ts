import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Clock } from "@chronos-job/core";

export interface FileWatch extends Disposable {
	/** Resolves when the file may have changed since the last call, at the latest after the time-out. */
	next(clock: Clock, timeoutMs: number): Promise<void>;
}

/** Watches a file that may not be there yet; where the file system gives no notice, the time-outs remain. */
export function watchFile(file: string): FileWatch {
	const state = { changed: false, wait: new AbortController() };
	const watcher = openWatcher(dirname(file), (name) => {
		if (name !== basename(file)) return;
		state.changed = true;
		state.wait.abort();
	});
	return {
		next: async (clock, timeoutMs) => {
			state.wait = new AbortController();
			if (!state.changed) await clock.sleep(timeoutMs, state.wait.signal).catch(() => undefined);
			state.changed = false;
		},
		[Symbol.dispose]: () => watcher?.close(),
	};
}

function openWatcher(directory: string, notice: (name: string) => void): FSWatcher | undefined {
	try {
		const watcher = watch(directory, { persistent: false }, (_, name) => notice(name ?? ""));
		return watcher.on("error", () => watcher.close());
	} catch {
		return undefined;
	}
}
