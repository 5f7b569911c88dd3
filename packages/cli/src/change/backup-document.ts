import { ChronosError, showControls } from "@chronos-job/core";
import { type Dialect, type Job, readJob } from "@chronos-job/schemas";
import { fieldsOf, listOf, parseFields, textOf, timeOf } from "../local/json-fields.ts";

/** All jobs of a server at one moment, with what it had counted. */
export interface Backup {
	readonly takenAt: number;
	/** What the server was called then. */
	readonly target: string;
	readonly dialect: Dialect | undefined;
	readonly jobs: readonly Job[];
}

const format = 1;

export function backupOnWire({ takenAt, target, dialect, jobs }: Backup): object {
	return { format, takenAt: new Date(takenAt).toISOString(), target, dialect, jobs };
}

export function formatBackup(backup: Backup): string {
	return `${JSON.stringify(backupOnWire(backup), undefined, 2)}\n`;
}

/** Stops at what is no backup, or not all of one: half of the jobs would look like all of them. */
export function readBackup(text: string, path: string): Backup {
	const fields = parseFields(text);
	const source = path === "-" ? "standard input" : showControls(path);
	refuseForeign(fields["format"], source);
	const items = listOf(fields["jobs"]);
	const jobs = items.map((item, index) => {
		const job = readJob(item);
		if (job !== undefined) return job;
		const name = textOf(fieldsOf(item)["name"]) || `${index + 1}`;
		throw unreadable(`the job ${showControls(name)} in ${source} is none that a server has written`);
	});
	const dialect = dialects.find((each) => each === fields["dialect"]);
	return { takenAt: timeOf(fields["takenAt"]), target: textOf(fields["target"]), dialect, jobs };
}

const dialects: readonly Dialect[] = ["3.x", "2.x"];

function refuseForeign(found: unknown, source: string): void {
	if (found === format) return;
	if (typeof found === "number" && found > format) {
		throw unreadable(`${source} was written by a newer chronos-job`, "Update chronos-job.");
	}
	throw unreadable(`${source} is no backup of jobs`, "Name a file that `chronos-job backup` has written.");
}

function unreadable(message: string, hint?: string): ChronosError {
	return new ChronosError("document.unreadable", message, { hint });
}
