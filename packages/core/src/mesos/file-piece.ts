import { fieldsOf } from "./json-values.ts";

/** What `/files/read` answers: a part of a file. */
export interface FilePiece {
	readonly bytes: Uint8Array;
	/** Of the first byte; the size of the file when it was asked for at -1. */
	readonly offset: number;
}

/** Byte for byte: an agent cuts where it likes, even in the middle of a character. */
export function parseFilePiece(reply: Uint8Array): FilePiece | undefined {
	try {
		const { data, offset } = fieldsOf(JSON.parse(charactersOf(reply)));
		if (typeof data !== "string" || typeof offset !== "number") return undefined;
		return { bytes: bytesOf(data), offset };
	} catch {
		return undefined;
	}
}

/** A `TextDecoder` of Latin-1 decodes Windows-1252 in truth, in which not every byte stands for itself. */
function charactersOf(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Each character stands for one byte; an agent that escapes what is no ASCII has cut between characters. */
function bytesOf(text: string): Uint8Array {
	const codes = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
	return codes.some((code) => code > 0xff) ? new TextEncoder().encode(text) : Uint8Array.from(codes);
}
