import type { Unreadable } from "./complaint.ts";
import type { Revive } from "./job-numbers.ts";
import { scanJson } from "./scan-json.ts";

export type ReadBody =
	| { readonly kind: "json"; readonly value: unknown }
	| ({ readonly kind: "unreadable" } & Unreadable);

/** The first JSON value of a body, in any of the encodings that Chronos detects (contract §1.8). */
export function readBody(body: Uint8Array, revive?: Revive): ReadBody {
	const text = decodeText(body);
	if (text === undefined) return malformed("the body is not UTF-8");
	// An empty body and the word null come to the same.
	if (text.trim() === "") return { kind: "unreadable", flaw: "the body is empty", ...nothing };
	const value = parseJson(text, revive);
	if (value === undefined) return unparsable(text, revive);
	if (value === null) return { kind: "unreadable", flaw: "the body is null", ...nothing };
	return { kind: "json", value };
}

const nothing = { thrown: "java.lang.NullPointerException", isCaught: true };

function unparsable(text: string, revive: Revive | undefined): ReadBody {
	const scan = scanJson(text);
	if (scan.kind === "flaw") return malformed(`malformed JSON at ${placeOf(text, scan.at)}: expected ${scan.expected}`);
	const value = parseJson(text.slice(0, scan.end), revive);
	return value === undefined ? malformed("malformed JSON") : { kind: "json", value };
}

function malformed(flaw: string): ReadBody {
	const thrown = `javax.servlet.ServletException: com.fasterxml.jackson.core.JsonParseException: ${flaw}`;
	return { kind: "unreadable", flaw, thrown };
}

function parseJson(text: string, revive: Revive | undefined): unknown {
	try {
		return hasOddNumber.test(text) ? JSON.parse(text, revive) : JSON.parse(text);
	} catch {
		return undefined;
	}
}

// Reading takes twice as long where somebody looks at each value.
const hasOddNumber = /\d(?:[.eE]|\d{15})/;

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
