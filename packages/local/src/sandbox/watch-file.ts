import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Clock } from "@chronos-job/core";

export interface FileWatch extends Disposable {
	/** Resolves when the file may have changed since the last call, at the latest after the time-out. */
	next(clock: Clock, timeoutMs: number): Promise<void>;
	/** Ends the wait of `next`. */
	wake(): void;
}

/** Watches a file that may not be there yet; where the file system gives no notice, the time-outs remain. */
export function watchFile(file: string): FileWatch {
	const state = { changed: false, wait: new AbortController() };
	const wake = (): void => {
		state.changed = true;
		state.wait.abort("changed");
	};
	const leave = listen(dirname(file), (name) => {
		if (name === basename(file)) wake();
	});
	return {
		next: async (clock, timeoutMs) => {
			state.wait = new AbortController();
			if (!state.changed) await clock.sleep(timeoutMs, state.wait.signal).catch(() => undefined);
			state.changed = false;
		},
		wake,
		[Symbol.dispose]: leave,
	};
}

/** How many directories are being watched in this process. */
export function countWatched(): number {
	return watched.size;
}

type Listener = (name: string) => void;

interface Watched {
	readonly watcher: FSWatcher | undefined;
	readonly listeners: Set<Listener>;
}

// The kernel gives each user some hundred watches, and one file may have many readers.
const watched = new Map<string, Watched>();

function listen(directory: string, listener: Listener): () => void {
	const known = watched.get(directory) ?? openWatched(directory);
	known.listeners.add(listener);
	return () => {
		known.listeners.delete(listener);
		if (known.listeners.size === 0) close(directory, known);
	};
}

function openWatched(directory: string): Watched {
	const listeners = new Set<Listener>();
	const watcher = openWatcher(directory, (name) => {
		for (const listener of listeners) listener(name);
	});
	const opened = { watcher, listeners };
	// Where watching is not possible, the next reader may have more luck.
	if (watcher !== undefined) watched.set(directory, opened);
	watcher?.on("error", () => close(directory, opened));
	return opened;
}

function close(directory: string, { watcher, listeners }: Watched): void {
	watcher?.close();
	if (watched.get(directory)?.listeners === listeners) watched.delete(directory);
}

function openWatcher(directory: string, notice: Listener): FSWatcher | undefined {
	try {
		return watch(directory, { persistent: false }, (_, name) => notice(name ?? ""));
	} catch {
		return undefined;
	}
}
