import { binary, foreignByte, utf16 } from "./encoding-mistakes.ts";
import { findingOf } from "./finding-of.ts";
import { isYaml } from "./is-yaml.ts";
import type { JobDocument } from "./job-document.ts";
import { createLineTable } from "./line-table.ts";
import type { Mistake } from "./mistakes.ts";

/** A document without jobs that says why the bytes of a file cannot be read; undefined when they are UTF-8. */
export function findNotUtf8(bytes: Uint8Array, source: string): JobDocument | undefined {
	const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
	if (isUtf16(text)) return unreadable(decodeUtf16(bytes), source, utf16);
	const place = findForeignByte(text, bytes);
	if (place === undefined) return undefined;
	const isBinary = text.slice(0, 1000).includes("\0");
	return unreadable(text, source, isBinary ? binary : foreignByte(place.at, place.offset, bytes[place.offset] ?? 0));
}

/** The same for a text that has already been read as UTF-8 without being it. */
export function findUtf16(text: string, source: string): JobDocument | undefined {
	if (!isUtf16(text)) return undefined;
	return unreadable(text.replace(/^\uFFFD+/u, "").replaceAll("\0", ""), source, utf16);
}

/** Whether every other character is a NUL, as it is when somebody reads UTF-16 as UTF-8. */
function isUtf16(text: string): boolean {
	return /^\uFFFD{0,2}(?:(?:[^\0]\0){2}|(?:\0[^\0]){2})/u.test(text);
}

function decodeUtf16(bytes: Uint8Array): string {
	const isBig = bytes[0] === 0 || bytes[0] === 0xfe;
	return new TextDecoder(isBig ? "utf-16be" : "utf-16le").decode(bytes);
}

interface Place {
	readonly at: number;
	readonly offset: number;
}

function findForeignByte(text: string, bytes: Uint8Array): Place | undefined {
	const encoder = new TextEncoder();
	let offset = 0;
	let from = 0;
	for (let at = text.indexOf("\uFFFD"); at >= 0; at = text.indexOf("\uFFFD", at + 1)) {
		offset += encoder.encode(text.slice(from, at)).length;
		// The character may have been written by its author.
		if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) return { at, offset };
		from = at;
	}
	return undefined;
}

/** Nothing in it may be changed: what would be written back is not what has been read. */
function unreadable(text: string, source: string, mistake: Mistake): JobDocument {
	const lines = createLineTable(text);
	const range = { source, start: lines.positionAt(mistake.start), end: lines.positionAt(mistake.end) };
	return {
		source,
		text,
		syntax: isYaml(text, source) ? "yaml" : "json",
		values: [],
		findings: [findingOf(mistake, range)],
		pathOf: (_, path) => path,
		rangeOf: () => range,
		editsFor: () => undefined,
	};
}
