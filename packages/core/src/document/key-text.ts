import { decodeEscapes } from "./escapes.ts";
import { isForeignQuote, readForeignString } from "./odd-string.ts";

/** The name of a field, from where it is written. */
export function keyTextOf(text: string, start: number, end: number): string {
	const first = text.charAt(start);
	if (isForeignQuote(first)) return readForeignString(text, start).value;
	const isClosed = end > start + 1 && text.charAt(end - 1) === '"';
	const name = text.slice(first === '"' ? start + 1 : start, isClosed ? end - 1 : end);
	return first === '"' ? decodeEscapes(name).value.replaceAll("\r\n", "\n") : name;
}
