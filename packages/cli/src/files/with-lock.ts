import { type ChronosError } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { type FileSystem, systemCodeOf } from "./file-system.ts";
import { fillFile } from "./fill-file.ts";

export type LockHost = Pick<Host, "files" | "pid" | "isRunning" | "sleep" | "signal">;

export interface Lock {
	/** The file that says who is at it; its folder has to be there. */
	readonly path: string;
	/** How long to wait for another program that goes on. */
	readonly patienceMs: number;
	/** What to throw then. */
	readonly explain: (pid: number) => ChronosError;
}

/** Does something that only one program of this machine may do at a time. */
export async function withLock<Value>(
	host: LockHost,
	lock: Lock,
	act: (hasWaited: boolean) => Value | Promise<Value>,
): Promise<Value> {
	const { mark, hasWaited } = await takeLock(host, lock);
	try {
		return await act(hasWaited);
	} finally {
		if (mark !== undefined) removeLock(host.files, lock.path, mark);
	}
}

interface Taken {
	/** What was written into the lock; undefined where no file can be made, which is for others to say. */
	readonly mark: string | undefined;
	readonly hasWaited: boolean;
}

async function takeLock(host: LockHost, { path, patienceMs, explain }: Lock): Promise<Taken> {
	const mark = `${host.pid} ${Math.random().toString(36).slice(2)}\n`;
	let held = "";
	let heldMs = 0;
	for (let waitedMs = 0; ; waitedMs += pollMs) {
		const made = makeLock(host.files, path, mark);
		if (made !== "taken") return { mark: made === "made" ? mark : undefined, hasWaited: waitedMs > 0 };
		const found = readLock(host.files, path);
		heldMs = found === held ? heldMs + pollMs : 0;
		held = found;
		const pid = Number.parseInt(held, 10);
		// Whoever has just made it may be on another machine with the same home.
		if (heldMs >= staleMs && !host.isRunning(pid)) removeLock(host.files, path, held);
		else if (waitedMs >= patienceMs) throw explain(pid);
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		else await host.sleep(pollMs, host.signal);
		host.signal.throwIfAborted();
	}
}

const pollMs = 20;
/** Far longer than it takes to write one file. */
const staleMs = 1000;

function makeLock(files: FileSystem, path: string, mark: string): "made" | "taken" | "impossible" {
	try {
		fillFile(files, path, { text: mark, flags: "wx", mode: 0o600, isSynced: false });
		return "made";
	} catch (error) {
		return systemCodeOf(error) === "EEXIST" ? "taken" : "impossible";
	}
}

/** Empty when it is gone, or its owner has yet to sign it. */
function readLock(files: FileSystem, path: string): string {
	try {
		return files.readFileSync(path, "utf8");
	} catch {
		return "";
	}
}

/** Only the one that was looked at: meanwhile another program may have made its own. */
function removeLock(files: FileSystem, path: string, mark: string): void {
	if (readLock(files, path) === mark) files.rmSync(path, { force: true });
}
