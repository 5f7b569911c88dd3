import { closeSync, openSync, readSync } from "node:fs";
import { ChronosError } from "@chronos-job/core";

/** Says in the head of a file that it is ours: "CJOB". */
export const applicationId = 0x43_4a_4f_42;

/** Refuses what is not ours, or newer than we are, before SQLite could touch it. */
export function inspectFile(file: string, known: number): void {
	const head = readHead(file);
	if (head.length === 0) throw corrupt(`${file} is empty`);
	if (head.length < headBytes || head.toString("latin1", 0, magic.length) !== magic) {
		throw foreign(`${file} is no SQLite database`);
	}
	const owner = head.readUInt32BE(68);
	if (owner !== applicationId) throw foreign(`${file} is the database of another program`);
	const version = head.readUInt32BE(60);
	if (version > known) throw newerThan(file, { version, known });
}

export function newerThan(file: string, { version, known }: Record<"version" | "known", number>): ChronosError {
	const message = `${file} has format ${String(version)}, and this chronos-job knows formats up to ${String(known)}`;
	return new ChronosError("store.newer", message, {
		hint: "Update chronos-job, or choose another state directory.",
	});
}

export function corrupt(message: string, cause?: unknown): ChronosError {
	return new ChronosError("store.corrupt", message, {
		hint: "Run `chronos-job local repair` to save what can still be read.",
		cause,
	});
}

const magic = "SQLite format 3\0";
const headBytes = 100;

function foreign(message: string): ChronosError {
	return new ChronosError("store.foreign", message, {
		hint: "Move it away, or run `chronos-job local repair` if it was the database of the server once.",
	});
}

function readHead(file: string): Buffer {
	const descriptor = openSync(file, "r");
	try {
		const head = Buffer.alloc(headBytes);
		return head.subarray(0, readSync(descriptor, head));
	} finally {
		closeSync(descriptor);
	}
}
