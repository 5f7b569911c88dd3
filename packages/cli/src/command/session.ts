import { DocumentError, type JobDocument, parseFlawless, validate, type Validation } from "@chronos-job/core";
import type { JobSpec } from "@chronos-job/schemas";
import { findJobFiles } from "../files/find-job-files.ts";
import { readText } from "../files/read-text.ts";
import type { Host } from "../host.ts";
import type { Writer } from "../output/output.ts";
import { plural } from "../render/plural.ts";

/** One run of the program, as a command sees it. */
export interface Session<Event = never> {
	readonly host: Host;
	/** Tells what just happened; people and ndjson readers see it at once. */
	readonly emit: (event: Event) => void;
	/** Says something to a person; machine outputs drop it. */
	readonly note: (text: string) => void;
	/** Files, folders (every job file below) and `-` for standard input, as parsed documents. */
	readonly readDocuments: (paths: readonly string[]) => Promise<readonly JobDocument[]>;
	/** The jobs of documents and what else was found; stops with the errors when there are any. */
	readonly check: (documents: readonly JobDocument[]) => Validation;
	/** Both in one. */
	readonly readJobs: (paths: readonly string[]) => Promise<readonly JobSpec[]>;
}

export function createSession(host: Host, writer: Pick<Writer, "event" | "note">): Session<unknown> {
	async function readDocuments(paths: readonly string[]): Promise<readonly JobDocument[]> {
		const documents: JobDocument[] = [];
		for (const path of paths.flatMap((path) => findJobFiles(host, path))) {
			documents.push(await parse(await readText(host, path), path));
		}
		return documents;
	}
	function check(documents: readonly JobDocument[]): Validation {
		const validation = validate(documents, { now: host.now() });
		const errors = validation.findings.filter(({ severity }) => severity === "error");
		if (errors.length > 0)
			throw new DocumentError(`the job files have ${plural(errors.length, "error")}`, { findings: errors, documents });
		return validation;
	}
	const readJobs = async (paths: readonly string[]) => check(await readDocuments(paths)).specs;
	return { host, emit: writer.event, note: writer.note, readDocuments, check, readJobs };
}

// Nearly every file is JSON without a mistake: the parsers for all others are loaded only when they are needed.
async function parse(text: string, source: string): Promise<JobDocument> {
	const flawless = /\.ya?ml$/.test(source) ? undefined : parseFlawless(text, source);
	if (flawless !== undefined) return flawless;
	const { parseDocument } = await import("../files/parse-any.ts");
	return parseDocument(text, source);
}
