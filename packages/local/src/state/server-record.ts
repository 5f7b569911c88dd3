import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { StateDirectory } from "./state-directory.ts";

/** What a running server leaves in its state directory; only its socket can say whether that still holds. */
export interface ServerRecord {
	readonly pid: number;
	readonly startedAt: number;
	readonly socket: string;
	/** Only of a server that listens on TCP as well. */
	readonly url?: string;
	readonly version: string;
	/** Absent in what earlier versions have written. */
	readonly dialect?: string;
}

/** Replaces the record as a whole. */
export function writeServerRecord({ serverFile }: StateDirectory, record: ServerRecord): void {
	const temporary = `${serverFile}.${String(record.pid)}`;
	writeFileSync(temporary, `${JSON.stringify(record, undefined, "\t")}\n`, { mode: 0o600 });
	// One that was left behind keeps the mode it had.
	chmodSync(temporary, 0o600);
	renameSync(temporary, serverFile);
}

/** Removes the record, unless it is another server's by now. */
export function removeServerRecord({ serverFile }: StateDirectory, pid: number): void {
	if (parseServerRecord(readText(serverFile))?.pid === pid) rmSync(serverFile, { force: true });
}

export function parseServerRecord(text: string): ServerRecord | undefined {
	const { pid, startedAt, socket, url, version, dialect } = fieldsOf(text);
	if (typeof pid !== "number" || typeof startedAt !== "number") return undefined;
	if (typeof socket !== "string" || typeof version !== "string") return undefined;
	return {
		pid,
		startedAt,
		socket,
		version,
		...(typeof url === "string" && { url }),
		...(typeof dialect === "string" && { dialect }),
	};
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
	} catch {
		return {};
	}
}

function readText(file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return "";
	}
}
