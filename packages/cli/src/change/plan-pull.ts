import { changesOf, type JobDocument, shortHash, validate, withoutLogDir } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { fileNameOf } from "../definitions/file-name-of.ts";
import { jobText } from "./job-text.ts";
import { rewriteDocument } from "./rewrite-document.ts";

/** One file that a server's jobs are written to. */
export interface PulledFile {
	readonly path: string;
	readonly jobs: readonly string[];
	readonly kind: "new" | "changed" | "unchanged";
	/** What it holds afterwards. */
	readonly text: string;
}

export interface Folder {
	readonly path: string;
	readonly documents: readonly JobDocument[];
	/** The names of all files in it. */
	readonly names: readonly string[];
	readonly now: number;
}

interface Place {
	readonly document: JobDocument;
	readonly index: number;
}

/** What has to be written so that the files of a folder say what a server has. */
export function planPull(found: readonly Job[], folder: Folder): readonly PulledFile[] {
	// Where logs go is said when jobs are submitted, not in their files.
	const jobs = found.map(withoutLogDir);
	const places = placesIn(folder.documents);
	const known = Map.groupBy(
		jobs.filter(({ name }) => places.has(name)),
		({ name }) => places.get(name)?.document,
	);
	const rewritten = [...known].flatMap(([document, inside]) =>
		document === undefined ? [] : [rewrittenFile(document, inside, { places, now: folder.now })],
	);
	const missing = jobs.filter(({ name }) => !places.has(name));
	const added = newFiles(missing, folder);
	return [...rewritten, ...added].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function placesIn(documents: readonly JobDocument[]): ReadonlyMap<string, Place> {
	return new Map(
		documents.flatMap((document) =>
			document.values.flatMap((value, index) => {
				const name = nameOf(value);
				return name === undefined ? [] : [[name, { document, index }] as const];
			}),
		),
	);
}

function nameOf(value: unknown): string | undefined {
	return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string"
		? value.name
		: undefined;
}

function rewrittenFile(
	document: JobDocument,
	jobs: readonly Job[],
	{ places, now }: { readonly places: ReadonlyMap<string, Place>; readonly now: number },
): PulledFile {
	const specs = new Map(validate([document], { now }).specs.map((spec) => [spec.name, spec]));
	const rewritten = jobs.reduce((current, job) => {
		const spec = specs.get(job.name);
		const index = places.get(job.name)?.index ?? 0;
		// What could not be sent says nothing about the job.
		const changes = spec === undefined ? undefined : changesOf(job, spec);
		return rewriteDocument(current, index, { job, changes });
	}, document);
	const kind = rewritten.text === document.text ? "unchanged" : "changed";
	return { path: document.source, jobs: jobs.map(({ name }) => name), kind, text: rewritten.text };
}

/** Some systems do not tell small letters from capitals, and files that hold no job are not ours to replace. */
function newFiles(jobs: readonly Job[], { path, names }: Folder): readonly PulledFile[] {
	const taken = new Set(names.map((name) => name.toLowerCase()));
	return jobs.map((job) => {
		const plain = `${fileNameOf(job.name)}.json`;
		const name = taken.has(plain.toLowerCase()) ? `${fileNameOf(job.name)}-${shortHash(job.name)}.json` : plain;
		taken.add(name.toLowerCase());
		return { path: path === "." ? name : `${path}/${name}`, jobs: [job.name], kind: "new", text: jobText(job) };
	});
}
