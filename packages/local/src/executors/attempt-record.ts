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
	/** Since the boot, where the kernel tells. */
	readonly upMs: number | undefined;
	/** The control groups that the attempt has for itself; the first one says who is in it. */
	readonly groups: readonly string[];
}

/** Who took the sandbox; `torn` when it died while saying so; throws when that cannot be read now. */
export function readClaim(directory: string): Claim | "torn" | undefined {
	const record = readRecord(claimPath(directory));
	if (record === undefined || record === "torn") return record;
	const [nonce, bootId, pid, ...more] = record.lines;
	if (nonce === undefined || bootId === undefined || pid === undefined) return "torn";
	const { writtenAt: claimedAt } = record;
	return { nonce, bootId, pid: Number(pid), claimedAt, upMs: findUpMs(more), groups: valuesOf(more, "group") };
}

/** How the command ended; undefined also while that is being written; throws when it cannot be read now. */
export function readExit(directory: string, began: Pick<Claim, "claimedAt" | "upMs">): Exit | undefined {
	const record = readRecord(exitPath(directory));
	if (record === undefined || record === "torn") return undefined;
	const [status, , children = "", ...more] = record.lines;
	const [userMs, systemMs] = parseTimes(children);
	const how = parseStatus(Number(status));
	// The time of the file is the time of the end; a date in the record would cost a process.
	const times = timesOf({ startedAt: began.claimedAt, endedAt: record.writtenAt }, began.upMs, findUpMs(more));
	const isStarved = more.includes("oom") && how.exitCode !== 0;
	return { kind: "exited", ...how, ...(isStarved ? { reason: "out-of-memory" } : {}), ...times, userMs, systemMs };
}

/** A shell says 128 + n of a command that signal n ended. */
export function parseStatus(status: number): Pick<Exit, "exitCode" | "signal"> {
	const signal = status > 128 ? signalNames.get(status - 128) : undefined;
	return signal === undefined ? { exitCode: status } : { signal };
}

/** What a shell would say of it. */
export function shellStatusOf({ exitCode, signal = "SIGKILL" }: Pick<Exit, "exitCode" | "signal">): number {
	if (exitCode !== undefined) return exitCode;
	const [number = 9] = [...signalNames].find(([, name]) => name === signal) ?? [];
	return 128 + number;
}

const signalNames: ReadonlyMap<number, string> = new Map(
	Object.entries(constants.signals)
		.map(([name, number]): [number, string] => [number, name])
		// Of two names for a number the first is the usual one.
		.toReversed(),
);

/** The two times of a line like `0m1.250000s 0m0.010000s`. */
export function parseTimes(line: string): readonly [userMs: number, systemMs: number] {
	const [user, system] = [...line.matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, seconds]) =>
		Math.round(Number(minutes) * 60_000 + Number(seconds) * 1000),
	);
	return [user ?? 0, system ?? 0];
}

type Times = Pick<Exit, "startedAt" | "endedAt">;

/** When the clock was set in between, only the time since the boot knows how long it took. */
function timesOf(told: Times, upAtStart: number | undefined, upAtEnd: number | undefined): Times {
	if (upAtStart === undefined || upAtEnd === undefined) {
		return { ...told, startedAt: Math.min(told.startedAt, told.endedAt) };
	}
	const passedMs = Math.max(0, upAtEnd - upAtStart);
	const drift = Math.abs(told.endedAt - told.startedAt - passedMs);
	// The time since the boot is told in hundredths, and clocks are slowed or hurried a little all the time.
	return drift <= stepMs + passedMs / 1000 ? told : { ...told, startedAt: told.endedAt - passedMs };
}

const stepMs = 100;

function findUpMs(lines: readonly string[]): number | undefined {
	const [seconds = ""] = valuesOf(lines, "up");
	return seconds === "" ? undefined : Math.round(Number(seconds) * 1000);
}

function valuesOf(lines: readonly string[], key: string): readonly string[] {
	return lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
}

interface FileRecord {
	readonly lines: readonly string[];
	readonly writtenAt: number;
}

// Asynchronous reading costs more than these few bytes do.
function readRecord(file: string): FileRecord | "torn" | undefined {
	try {
		// An error costs more than a look, and most of these files are yet to come.
		if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
		const lines = readFileSync(file, "utf8").split("\n");
		const { mtimeMs } = statSync(file);
		return lines.at(-2) === "end" ? { lines: lines.slice(0, -2), writtenAt: Math.floor(mtimeMs) } : "torn";
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "";
		// That files have run out says nothing about this one.
		if (passing.has(code)) throw error;
		return absences.has(code) ? undefined : "torn";
	}
}

const absences: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR"]);
const passing: ReadonlySet<string> = new Set(["EMFILE", "ENFILE", "ENOMEM", "EAGAIN", "EIO"]);
