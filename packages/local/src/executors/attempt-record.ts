import { readFileSync, statSync } from "node:fs";
import { constants } from "node:os";
import type { Exit } from "./executor.ts";
import { claimPath, exitPath } from "./supervisor.ts";

export interface Claim {
	readonly nonce: string;
	readonly bootId: string;
	/** The supervisor, which leads the session and the process group of the attempt. */
	readonly pid: number;
	readonly claimedAt: number;
}

/** Who took the sandbox; `torn` when it died while saying so. */
export function readClaim(directory: string): Claim | "torn" | undefined {
	const record = readRecord(claimPath(directory));
	if (record === undefined || record === "torn") return record;
	const [nonce, bootId, pid] = record.lines;
	if (nonce === undefined || bootId === undefined || pid === undefined) return "torn";
	return { nonce, bootId, pid: Number(pid), claimedAt: record.writtenAt };
}

/** How the command ended; undefined also while that is being written. */
export function readExit(directory: string, startedAt: number): Exit | undefined {
	const record = readRecord(exitPath(directory));
	if (record === undefined || record === "torn") return undefined;
	const [status, , children = ""] = record.lines;
	const [userMs, systemMs] = parseTimes(children);
	return {
		kind: "exited",
		...parseStatus(Number(status)),
		startedAt,
		// A date in the record would cost a process; the time of the file is the same one.
		endedAt: record.writtenAt,
		userMs,
		systemMs,
	};
}

/** A shell says 128 + n of a command that signal n ended. */
export function parseStatus(status: number): Pick<Exit, "exitCode" | "signal"> {
	const signal = Object.entries(constants.signals).find(([, number]) => number === status - 128)?.[0];
	return signal === undefined ? { exitCode: status } : { signal };
}

/** The two times of a line like `0m1.250000s 0m0.010000s`. */
export function parseTimes(line: string): readonly [userMs: number, systemMs: number] {
	const [user, system] = [...line.matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, seconds]) =>
		Math.round(Number(minutes) * 60_000 + Number(seconds) * 1000),
	);
	return [user ?? 0, system ?? 0];
}

interface FileRecord {
	readonly lines: readonly string[];
	readonly writtenAt: number;
}

// Asynchronous reading costs more than these few bytes do.
function readRecord(file: string): FileRecord | "torn" | undefined {
	try {
		const lines = readFileSync(file, "utf8").split("\n");
		const { mtimeMs } = statSync(file);
		return lines.at(-2) === "end" ? { lines: lines.slice(0, -2), writtenAt: Math.floor(mtimeMs) } : "torn";
	} catch {
		return undefined;
	}
}
