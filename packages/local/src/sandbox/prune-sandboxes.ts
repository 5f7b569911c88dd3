import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { findStats, measureDirectory } from "./measure-directory.ts";
import { removeDirectory } from "./remove-directory.ts";

export interface Retention {
	readonly now: number;
	readonly maxAgeMs: number;
	/** Of all sandboxes together. */
	readonly maxBytes: number;
	/** Directories of attempts that are not settled. */
	readonly keep: ReadonlySet<string>;
	/** Leaves the rest to the next time when it fires. */
	readonly signal?: AbortSignal;
}

export interface KeptSandbox {
	readonly directory: string;
	readonly changedAt: number;
	readonly bytes: number;
}

/** Removes the sandboxes below a directory that retention does not cover, and tells which. */
export async function pruneSandboxes(root: string, retention: Retention): Promise<readonly string[]> {
	const names = await readdir(root).catch(() => []);
	const sandboxes: KeptSandbox[] = [];
	for (const name of names) {
		if (retention.signal?.aborted === true) return [];
		// oxlint-disable-next-line eslint/no-await-in-loop -- others are heard in between
		sandboxes.push(await look(join(root, name), retention));
	}
	return removeAll(planPrune(sandboxes, retention), retention);
}

/** The directories to remove: too old ones, then the oldest until the rest is small enough. */
export function planPrune(sandboxes: readonly KeptSandbox[], retention: Retention): readonly string[] {
	const { now, maxAgeMs, maxBytes, keep } = retention;
	let bytes = sandboxes.reduce((sum, sandbox) => sum + sandbox.bytes, 0);
	return sandboxes
		.filter(({ directory }) => !keep.has(directory))
		.toSorted((a, b) => a.changedAt - b.changedAt)
		.filter((sandbox) => {
			const isDoomed = now - sandbox.changedAt > maxAgeMs || bytes > maxBytes;
			if (isDoomed) bytes -= sandbox.bytes;
			return isDoomed;
		})
		.map(({ directory }) => directory);
}

async function look(directory: string, { now, maxAgeMs, maxBytes, keep }: Retention): Promise<KeptSandbox> {
	await setImmediate();
	const changedAt = findStats(directory)?.mtimeMs ?? 0;
	// What goes in any case need not be measured.
	const isCounted = maxBytes < Infinity && (keep.has(directory) || now - changedAt <= maxAgeMs);
	return { directory, changedAt, bytes: isCounted ? await measureDirectory(directory, mostEntries) : 0 };
}

const mostEntries = 200_000;

/** One that cannot be removed does not keep the others. */
async function removeAll(directories: readonly string[], { signal }: Retention): Promise<readonly string[]> {
	const removed: string[] = [];
	const failures: unknown[] = [];
	for (const directory of directories) {
		if (signal?.aborted === true) break;
		// oxlint-disable-next-line eslint/no-await-in-loop -- nobody waits for it
		await removeDirectory(directory).then(
			() => removed.push(directory),
			(error: unknown) => failures.push(error),
		);
	}
	if (failures.length > 0) throw failures[0];
	return removed;
}
