import { findBareName, findUnclosedName } from "./bare-run.ts";
import { skipTrivia } from "./json-characters.ts";
import type { JsonScanner } from "./json-scanner.ts";
import type { Reading } from "./open-brackets.ts";
import { unclosedKey } from "./string-mistakes.ts";
import { missingColon, missingValue, strayText, unquotedKey } from "./structure-mistakes.ts";

export interface FieldName {
	readonly name: string;
	readonly start: number;
	readonly end: number;
}

/** Reads the name of a field and goes behind it; undefined when the scanner stands at something else. */
export function readName(reading: Reading): FieldName | undefined {
	const { scanner } = reading;
	const { kind, start, end, value } = scanner;
	if (kind !== "string") return readBareName(reading);
	scanner.next();
	const name = { name: String(value), start, end };
	return scanner.kind === ":" ? name : (readUnclosedName(reading, name) ?? name);
}

function readBareName({ scanner, mistakes }: Reading): FieldName | undefined {
	const { start, text } = scanner;
	const found = hasText(scanner) ? findBareName(text, start) : undefined;
	if (found === undefined) return undefined;
	mistakes.report(unquotedKey(start, found.end, found.name));
	scanner.stretch(found.end);
	scanner.next();
	return { ...found, start };
}

function hasText({ kind }: JsonScanner): boolean {
	return kind === "word" || kind === "number" || kind === "literal";
}

/** `"name: "x"` begins with a name that has swallowed its colon. */
function readUnclosedName({ scanner, mistakes }: Reading, { start, end }: FieldName): FieldName | undefined {
	const { text, kind, start: next } = scanner;
	const isBroken = kind === "word" || next === end || text.charAt(end - 1) !== '"';
	const found = isBroken && text.charAt(start) === '"' ? findUnclosedName(text, start) : undefined;
	if (found === undefined || found.end >= end) return undefined;
	mistakes.dropFrom(start);
	mistakes.report(unclosedKey(text, start, found.end));
	scanner.moveTo(found.end, found.end);
	return { ...found, start };
}

/** Goes from a name to its value; false when there is none. */
export function readColon(reading: Reading, name: FieldName): boolean {
	const { scanner, mistakes } = reading;
	const { start, end, text } = scanner;
	if (scanner.kind === ":") {
		scanner.next();
		skipColons(reading);
	} else if (text.charAt(start) === "=" && scanner.kind === "word") {
		mistakes.report(missingColon(start, end, name.name));
		scanner.next();
	} else if (isValueBeside(scanner, name)) {
		mistakes.report(missingColon(name.end, name.end, name.name));
	} else {
		if (scanner.kind !== "end") mistakes.report(missingValue(name.start, name.end, name.name));
		return false;
	}
	return hasValue(reading, name);
}

function skipColons({ scanner, mistakes }: Reading): void {
	while (scanner.kind === ":") {
		mistakes.report(strayText(scanner.start, scanner.end, ":"));
		scanner.next();
	}
}

function isValueBeside({ kind, text, start, end }: JsonScanner, name: FieldName): boolean {
	if (/[\r\n]/u.test(text.slice(name.end, start))) return false;
	if (kind === "string") return !isColonAfter(text, end);
	return kind === "number" || kind === "literal" || kind === "word" || kind === "{" || kind === "[";
}

function hasValue({ scanner, mistakes }: Reading, { name, start, end }: FieldName): boolean {
	const { kind } = scanner;
	if (kind !== "," && kind !== "}" && kind !== "]" && kind !== "end") return true;
	if (kind !== "end") mistakes.report(missingValue(start, end, name));
	return false;
}

/** Whether a field's name stands at the scanner. */
export function isAtName(scanner: JsonScanner): boolean {
	const { kind, text, start, end } = scanner;
	if (kind === "string") return isColonAfter(text, end);
	return hasText(scanner) && findBareName(text, start) !== undefined;
}

function isColonAfter(text: string, offset: number): boolean {
	return /[:：]/u.test(text.charAt(skipTrivia(text, offset)));
}
