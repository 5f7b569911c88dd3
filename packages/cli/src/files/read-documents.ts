import { ChronosError, type JobDocument, parseFlawless } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { findJobFiles, type JobFile } from "./find-job-files.ts";
import { resolve, unreadable } from "./unreadable.ts";

export interface ReadDocuments {
	readonly documents: readonly JobDocument[];
	/** Files of folders that are no job files after all. */
	readonly skipped: readonly string[];
	/** What could not be read; everything else was. */
	readonly problems: readonly ChronosError[];
}

/** Reads and parses files, folders and `-`, each file once. */
export async function readDocuments(host: Host, paths: readonly string[]): Promise<ReadDocuments> {
	const documents: JobDocument[] = [];
	const skipped: string[] = [];
	const problems: ChronosError[] = [];
	const known = new Set<string>();
	for (const found of paths.flatMap((path) => findJobFiles(host, path))) {
		if (found instanceof ChronosError) {
			problems.push(found);
			continue;
		}
		const place = placeOf(host, found);
		if (known.has(place)) continue;
		const read = await readDocument(host, found);
		// Whoever names a file means it, whatever a folder has made of it.
		if (read !== undefined) known.add(place);
		if (read instanceof ChronosError) problems.push(read);
		else if (read === undefined) skipped.push(found.path);
		else documents.push(read);
	}
	return { documents, skipped, problems };
}

/** The same for all ways of writing a path that need no look at the files. */
function placeOf(host: Host, { path }: JobFile): string {
	return path === "-" ? path : resolve(host, path).replaceAll(/\/(?:\.?\/)+/g, "/");
}

async function readDocument(host: Host, file: JobFile): Promise<JobDocument | ChronosError | undefined> {
	const bytes = await readBytes(host, file.path);
	if (bytes instanceof ChronosError) return bytes;
	const document = await parse(bytes, file.path);
	return file.isNamed || holdsJobs(document) ? document : undefined;
}

/** Files that cannot be job files are refused before they are read. */
async function readBytes(host: Host, path: string): Promise<Buffer | ChronosError> {
	if (path === "-") return host.readStdin();
	try {
		const stat = host.files.statSync(resolve(host, path));
		if (!stat.isFile() && !stat.isFIFO() && !stat.isCharacterDevice()) return notAFile(path);
		return stat.size > largestBytes ? tooLarge(path, stat.size) : host.files.readFileSync(resolve(host, path));
	} catch (error) {
		return unreadable(path, error);
	}
}

const largestBytes = 64 * 1024 * 1024;

function notAFile(path: string): ChronosError {
	return new ChronosError("document.unreadable", `${path} is not a file`);
}

function tooLarge(path: string, bytes: number): ChronosError {
	const size = `${Math.round(bytes / 1024 / 1024)} MB`;
	return new ChronosError("document.unreadable", `${path} has ${size}, and no job file has more than 64`, {
		hint: "Name a job file, or split the jobs over several files.",
	});
}

// Nearly every file is JSON without a mistake: the parsers for all others are loaded only when they are needed.
async function parse(bytes: Buffer, source: string): Promise<JobDocument> {
	const text = bytes.toString("utf8");
	const flawless = /\.ya?ml$/i.test(source) || text.includes("\uFFFD") ? undefined : parseFlawless(text, source);
	if (flawless !== undefined) return flawless;
	const { parseAny } = await import("./parse-any.ts");
	return parseAny(bytes, source);
}

/** Fields that other programs' files do not have. */
const telling = [
	"command",
	"schedule",
	"parents",
	"scheduleTimeZone",
	"runAsUser",
	"epsilon",
	"constraints",
	"container",
];

/** Whether a file that nobody named is a job file: it holds one, or what it holds cannot be told. */
function holdsJobs({ values, findings }: JobDocument): boolean {
	const isBroken = values.length === 0 && findings.some(({ code }) => code !== "syntax.not-a-job");
	return (
		isBroken ||
		values.some((value) => typeof value === "object" && value !== null && telling.some((field) => field in value))
	);
}
