import { applyFixes, ChronosError, type JobDocument, parseDocument, validate } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { resolve } from "./unreadable.ts";
import { writeWholeFile } from "./write-whole-file.ts";

export interface FixedDocuments {
	readonly documents: readonly JobDocument[];
	/** How many findings were mended, by source. */
	readonly fixed: ReadonlyMap<string, number>;
}

/** Applies every safe fix and writes the files that changed. */
export function fixDocuments(documents: readonly JobDocument[], host: Host): FixedDocuments {
	if (documents.some(({ source }) => source === "-")) {
		throw new ChronosError("usage.invalid", "standard input cannot be mended in place", {
			hint: "Give --fix the name of a file.",
		});
	}
	const fixed = new Map<string, number>();
	const mended = documents.map((document) => {
		const result = fixText(document, host.now());
		fixed.set(document.source, result.fixes);
		if (result.document.text !== document.text)
			writeWholeFile(host.files, resolve(host, document.source), result.document.text);
		return result.document;
	});
	return { documents: mended, fixed };
}

// A fix can uncover the next finding, or wait for another fix that touches the same characters.
const rounds = 10;

function fixText(document: JobDocument, now: number): { readonly document: JobDocument; readonly fixes: number } {
	let current = document;
	let fixes = 0;
	for (let round = 0; round < rounds; round++) {
		const offered = validate([current], { now }).findings.flatMap(({ fix }) => fix ?? []);
		const edited = applyFixes(current.text, offered);
		if (edited.text === current.text) break;
		fixes += offered.length - edited.skipped;
		current = parseDocument(edited.text, document.source);
	}
	return { document: current, fixes };
}
