import { ChronosError, type Target } from "@chronos-job/core";
import { systemCodeOf } from "../files/file-system.ts";
import { fillFile } from "../files/fill-file.ts";
import type { Host } from "../host.ts";
import { groupOf, type SweepGroup } from "./sweep-group.ts";
import { formatRecord, parseRecord, type SweepRecord } from "./sweep-record.ts";
import { sweepsFolder } from "./sweeps-folder.ts";

export type SweepHost = Pick<Host, "env" | "files" | "user">;

/** All sweeps that this program has begun on a server, by name. */
export function readGroups(host: SweepHost, target: Target): readonly SweepGroup[] {
	const folder = sweepsFolder(host, target);
	if (!host.files.existsSync(folder)) return [];
	const names = host.files.readdirSync(folder).filter((name) => name.endsWith(ending));
	return names.toSorted().flatMap((name) => {
		const group = name.slice(0, -ending.length);
		return groupOf(readRecords(host, { target, group })) ?? [];
	});
}

/** The lines of a record, without those that a crash has torn; none when there is no record. */
export function readRecords(host: SweepHost, place: SweepPlace): readonly SweepRecord[] {
	const file = fileOf(host, place);
	try {
		return host.files
			.readFileSync(file, "utf8")
			.split("\n")
			.flatMap((line) => parseRecord(line) ?? []);
	} catch (error) {
		if (systemCodeOf(error) === "ENOENT") return [];
		throw unwritable(file, error);
	}
}

/** Puts a new record in the place of the old one, whole or not at all; for nobody else, since commands may hold passwords. */
export function startRecord(host: SweepHost, place: SweepPlace, records: readonly SweepRecord[]): void {
	const file = fileOf(host, place);
	const temporary = `${file}.tmp`;
	try {
		host.files.mkdirSync(sweepsFolder(host, place.target), { recursive: true, mode: 0o700 });
		host.files.rmSync(temporary, { force: true });
		fillFile(host.files, temporary, { text: textOf(records), flags: "wx", mode: 0o600 });
		host.files.renameSync(temporary, file);
	} catch (error) {
		throw unwritable(file, error);
	}
}

/** Adds lines to a record, in one piece. */
export function appendRecords(host: SweepHost, place: SweepPlace, records: readonly SweepRecord[]): void {
	const file = fileOf(host, place);
	try {
		// The line before may be torn: a program was killed, or the disk was full.
		const start = records.some(({ type }) => type === "opened") ? "\n" : "";
		fillFile(host.files, file, { text: start + textOf(records), flags: "a", mode: 0o600, isSynced: false });
	} catch (error) {
		throw unwritable(file, error);
	}
}

export interface SweepPlace {
	readonly target: Target;
	readonly group: string;
}

const ending = ".ndjson";

function fileOf(host: SweepHost, { target, group }: SweepPlace): string {
	return `${sweepsFolder(host, target)}/${group}${ending}`;
}

function textOf(records: readonly SweepRecord[]): string {
	return records.map((record) => `${formatRecord(record)}\n`).join("");
}

function unwritable(file: string, error: unknown): ChronosError {
	const reason = systemCodeOf(error) ?? String(error);
	return new ChronosError("document.unwritable", `the record of the sweep in ${file} cannot be kept: ${reason}`, {
		hint: "Make room there, or set XDG_STATE_HOME to a folder of yours.",
		cause: error,
	});
}
