import type { RunEvent, Target } from "@chronos-job/core";
import { systemCodeOf } from "../files/file-system.ts";
import { journalFiles, journalFolder, type JournalHost } from "./journal-folder.ts";
import { type Counted, formatRecord, type JournalRecord } from "./journal-record.ts";

/** Writes down what is seen of a server that keeps no history itself. */
export interface Journal extends Disposable {
	readonly tell: (event: RunEvent) => void;
	/** What the server counts of a job now. */
	readonly count: (job: string, counted: Counted) => void;
}

export interface JournalOptions {
	readonly target: Target;
	/** Those that are looked at; all of the server when absent. */
	readonly jobs: readonly string[] | undefined;
	/** Called once when nothing can be written; following goes on without. */
	readonly onFailure: (reason: string) => void;
}

/** Opens a window of the journal: from now until it is disposed of, somebody looks. */
export function openJournal(host: JournalHost, { target, jobs, onFailure }: JournalOptions): Journal {
	const window = `${host.now().toString(36)}-${host.pid}`;
	const life = { isWritable: true };
	function write(record: JournalRecord): void {
		if (!life.isWritable) return;
		try {
			append(host, journalFolder(host, target), record);
		} catch (error) {
			life.isWritable = false;
			onFailure(systemCodeOf(error) ?? (error instanceof Error ? error.message : String(error)));
		}
	}
	write({ type: "window.opened", at: host.now(), window, jobs });
	return {
		tell: (event) => write({ type: "event", at: event.at, window, event }),
		count: (job, { successCount, errorCount, lastSuccess, lastError }) =>
			write({ type: "counted", at: host.now(), window, job, successCount, errorCount, lastSuccess, lastError }),
		[Symbol.dispose]: () => write({ type: "window.closed", at: host.now(), window }),
	};
}

function append(host: JournalHost, folder: string, record: JournalRecord): void {
	const { files } = host;
	const month = new Date(record.at).toISOString().slice(0, 7);
	const file = `${folder}/${month}.ndjson`;
	if (record.type === "window.opened") {
		files.mkdirSync(folder, { recursive: true, mode: 0o700 });
		dropOldest(host, folder);
	}
	if ((files.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestFile) {
		files.renameSync(file, `${folder}/${month}.old.ndjson`);
	}
	// The line before may be torn: a program was killed, or the disk was full.
	const start = record.type === "window.opened" && files.existsSync(file) ? "\n" : "";
	const descriptor = files.openSync(file, "a", 0o600);
	try {
		// In one piece, so that what two programs write does not mix.
		files.writeSync(descriptor, `${start}${formatRecord(record)}\n`);
	} finally {
		files.closeSync(descriptor);
	}
}

/** As much again is kept of each month, put aside. */
const largestFile = 8_388_608;
const keptFiles = 24;

function dropOldest(host: JournalHost, folder: string): void {
	for (const file of journalFiles(host, folder).slice(0, -keptFiles)) host.files.rmSync(file, { force: true });
}
