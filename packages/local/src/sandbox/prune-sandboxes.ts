import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

export interface Retention {
	readonly now: number;
	readonly maxAgeMs: number;
	/** Of all sandboxes together. */
	readonly maxBytes: number;
	/** Directories of attempts that are not settled. */
	readonly keep: ReadonlySet<string>;
}

export interface KeptSandbox {
	readonly directory: string;
	readonly changedAt: number;
	readonly bytes: number;
}

/** Removes the sandboxes below a directory that retention does not cover, and tells which. */
export async function pruneSandboxes(root: string, retention: Retention): Promise<readonly string[]> {
	const names = await readdir(root).catch(() => []);
	const sandboxes = await Promise.all(names.map((name) => measure(join(root, name))));
	const removed = planPrune(sandboxes, retention);
	await Promise.all(removed.map((directory) => rm(directory, { recursive: true, force: true })));
	return removed;
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

async function measure(directory: string): Promise<KeptSandbox> {
	const entries = await readdir(directory, { recursive: true }).catch(() => []);
	const stats = await Promise.all(["", ...entries].map((name) => lstat(join(directory, name)).catch(() => undefined)));
	const found = stats.filter((stat) => stat !== undefined);
	return {
		directory,
		changedAt: Math.max(0, ...found.slice(0, 1).map(({ mtimeMs }) => mtimeMs)),
		bytes: found.reduce((sum, { blocks }) => sum + blocks * 512, 0),
	};
}
