import { fetchFields, jobFields } from "@chronos-job/schemas";
import { scanJson } from "./scan-json.ts";
import type { Unreadable } from "./complaint.ts";

export type ReadBody =
	| { readonly kind: "json"; readonly value: unknown }
	| ({ readonly kind: "unreadable" } & Unreadable);

/** The first JSON value of a body, in any of the encodings that Chronos detects (contract §1.8). */
export function readBody(body: Uint8Array): ReadBody {
	const text = decodeText(body);
	if (text === undefined) return malformed("the body is not UTF-8");
	// An empty body and the word null come to the same.
	if (text.trim() === "") return { kind: "unreadable", flaw: "the body is empty", ...nothing };
	const value = parseJson(text);
	if (value === undefined) return unparsable(text);
	if (value === null) return { kind: "unreadable", flaw: "the body is null", ...nothing };
	return { kind: "json", value };
}

const nothing = { thrown: "java.lang.NullPointerException", isCaught: true };

function unparsable(text: string): ReadBody {
	const scan = scanJson(text);
	if (scan.kind === "flaw") return malformed(`malformed JSON at ${placeOf(text, scan.at)}: expected ${scan.expected}`);
	const value = parseJson(text.slice(0, scan.end));
	return value === undefined ? malformed("malformed JSON") : { kind: "json", value };
}

function malformed(flaw: string): ReadBody {
	const thrown = `javax.servlet.ServletException: com.fasterxml.jackson.core.JsonParseException: ${flaw}`;
	return { kind: "unreadable", flaw, thrown };
}

function parseJson(text: string): unknown {
	try {
		return decimal.test(text) ? JSON.parse(text, withoutDecimalFlags) : JSON.parse(text);
	} catch {
		return undefined;
	}
}

const decimal = /\d[.eE]/;

/** To Chronos 1 is a flag that is set and 1.0 is not (contract §2.1); to JavaScript they are the same number. */
function withoutDecimalFlags(name: string, value: unknown, written?: { readonly source?: string }): unknown {
	return typeof value === "number" && flags.has(name) && decimal.test(written?.source ?? "") ? false : value;
}

const flags: ReadonlySet<string> = new Set(
	[...jobFields, ...fetchFields].filter(({ kind }) => kind === "flag").map(({ name }) => name),
);

/** Line and column, from 1. */
function placeOf(text: string, at: number): string {
	const before = text.slice(0, at).split(/\r\n|\r|\n/);
	return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function decodeText(body: Uint8Array): string | undefined {
	const encoding = encodingOf(body);
	if (encoding === "utf-32le" || encoding === "utf-32be") return decodeUtf32(body, encoding === "utf-32le");
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(body);
	} catch {
		return undefined;
	}
}

const marks: readonly (readonly [encoding: string, pattern: RegExp])[] = [
	["utf-32be", /^0000(?:00|fe)../],
	["utf-32le", /^(?:fffe|..00)0000/],
	["utf-16be", /^(?:feff|00)/],
	["utf-16le", /^(?:fffe|..00)/],
];

// A mark, or where the zeros stand among the first four bytes, tells the width of a character.
function encodingOf(body: Uint8Array): string {
	const start = Buffer.from(body.subarray(0, 4)).toString("hex");
	return marks.find(([, pattern]) => pattern.test(start))?.[0] ?? "utf-8";
}

function decodeUtf32(body: Uint8Array, isLittle: boolean): string | undefined {
	const view = new DataView(body.buffer, body.byteOffset, body.byteLength - (body.byteLength % 4));
	const points = Array.from({ length: view.byteLength / 4 }, (_, index) => view.getUint32(index * 4, isLittle));
	if (!points.every((point) => point <= 0x10_ff_ff)) return undefined;
	return points
		.map((point) => String.fromCodePoint(point))
		.join("")
		.replace(/^\uFEFF/, "");
}
