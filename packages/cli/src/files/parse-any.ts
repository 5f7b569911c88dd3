import { findNotUtf8, type JobDocument, parseDocument } from "@chronos-job/core";

/** Any bytes, in whatever state. In a file of its own, so that the parsers that repair become a chunk of their own. */
export function parseAny(bytes: Buffer, source: string): JobDocument {
	return findNotUtf8(bytes, source) ?? parseDocument(bytes.toString("utf8"), source);
}
