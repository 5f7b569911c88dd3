import { BACKSLASH, commentEnd, isBlank, isOddBlank, QUOTE } from "./json-characters.ts";
import { decodeEscapes } from "./escapes.ts";
import type { Mistakes } from "./mistakes.ts";
import { isForeignQuote, readForeignString, readOddString, type OddString } from "./odd-string.ts";
import { findTwin, fullWidth, hashComment, unclosedComment, type Punctuation } from "./odd-text.ts";

/** A `word` is any text that is no JSON token: `True`, `name`, `=>`, `01`. */
export type TokenKind = Punctuation | "string" | "number" | "literal" | "word" | "end";
export type Scalar = string | number | boolean | null | undefined;

const punctuation: readonly (Punctuation | undefined)[] = Array.from({ length: 128 }, (_, code) =>
	(["{", "}", "[", "]", ":", ","] as const).find((mark) => mark.charCodeAt(0) === code),
);
const literals: readonly (readonly [string, boolean | null])[] = [
	["true", true],
	["false", false],
	["null", null],
];
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /;|=+>?|[^\s,:{}[\]"'`;=｛｝［］【】：，、；“”＂]+/y;

/** Reads a text token by token, repairs what is odd about a token and says so. */
export class JsonScanner {
	readonly text: string;
	kind: TokenKind = "end";
	start = 0;
	end = 0;
	/** Where the token before ended. */
	previousEnd = 0;
	value: Scalar = undefined;
	readonly #mistakes: Mistakes;

	constructor(text: string, mistakes: Mistakes) {
		this.text = text;
		this.#mistakes = mistakes;
	}

	next(): void {
		this.previousEnd = this.end;
		const start = this.#blanksEnd(this.end);
		this.start = start;
		const code = this.text.charCodeAt(start);
		const mark = punctuation[code];
		if (mark !== undefined) this.#take(mark, start + 1);
		else if (code === QUOTE) this.#string(start);
		else if (start >= this.text.length) this.#take("end", start);
		else if (!this.#number(start, code) && !this.#literal(start)) this.#odd(start);
	}

	/** Reads on from another place, as if the token before had ended at `previousEnd`. */
	moveTo(offset: number, previousEnd: number): void {
		this.end = offset;
		this.next();
		this.previousEnd = previousEnd;
	}

	/** Makes the current token longer or shorter. */
	stretch(end: number): void {
		this.end = end;
	}

	#take(kind: TokenKind, end: number): void {
		this.kind = kind;
		this.end = end;
	}

	#blanksEnd(from: number): number {
		let at = from;
		for (;;) {
			const code = this.text.charCodeAt(at);
			if (isBlank(code)) at += 1;
			else if (code === 0x2f || code === 0x23) {
				const end = this.#commentEnd(at);
				if (end === at) return at;
				at = end;
			} else if (isOddBlank(code)) {
				this.#mistakes.reportOddBlank(at);
				at += 1;
			} else return at;
		}
	}

	#commentEnd(start: number): number {
		const { text } = this;
		const end = commentEnd(text, start);
		if (end === start) return start;
		if (text.startsWith("#", start)) this.#mistakes.report(hashComment(start, end));
		else if (text.startsWith("/*", start) && !(end >= start + 4 && text.endsWith("*/", end))) {
			this.#mistakes.report(unclosedComment(start));
		}
		return end;
	}

	#string(start: number): void {
		const { text } = this;
		let at = start + 1;
		let hasEscape = false;
		for (;;) {
			const code = text.charCodeAt(at);
			if (code === QUOTE) break;
			if (code === BACKSLASH) {
				hasEscape = true;
				at += 1;
			} else if (!(code >= 0x20)) {
				this.#takeString(readOddString(text, start));
				return;
			}
			at += 1;
		}
		this.#take("string", at + 1);
		if (hasEscape) this.#escapedString(start, at);
		else this.value = text.slice(start + 1, at);
	}

	#escapedString(start: number, close: number): void {
		const { value, unknown } = decodeEscapes(this.text.slice(start + 1, close));
		if (unknown.length === 0) this.value = value;
		else this.#takeString(readOddString(this.text, start));
	}

	#takeString({ end, value, mistakes }: OddString): void {
		this.#take("string", end);
		this.value = value;
		for (const mistake of mistakes) this.#mistakes.report(mistake);
	}

	#number(start: number, code: number): boolean {
		if (code !== 0x2d && !(code >= 0x30 && code <= 0x39)) return false;
		number.lastIndex = start;
		if (!number.test(this.text) || !isTokenEnd(this.text, number.lastIndex)) return false;
		this.#take("number", number.lastIndex);
		this.value = Number(this.text.slice(start, this.end));
		return true;
	}

	#literal(start: number): boolean {
		const { text } = this;
		const found = literals.find(([name]) => text.startsWith(name, start) && isTokenEnd(text, start + name.length));
		if (found === undefined) return false;
		this.#take("literal", start + found[0].length);
		this.value = found[1];
		return true;
	}

	#odd(start: number): void {
		const { text } = this;
		const character = text.charAt(start);
		const twin = findTwin(character);
		if (twin !== undefined) {
			this.#mistakes.report(fullWidth(character, twin, start));
			this.#take(twin, start + 1);
		} else if (isForeignQuote(character)) this.#takeString(readForeignString(text, start));
		else {
			word.lastIndex = start;
			this.#take("word", word.test(text) ? word.lastIndex : start + 1);
			this.value = undefined;
		}
	}
}

const tokenEnd = /[\s;#｛｝［］【】：，、；]|\/[/*]|$/y;

function isTokenEnd(text: string, offset: number): boolean {
	const code = text.charCodeAt(offset);
	if (isBlank(code) || punctuation[code] !== undefined) return true;
	tokenEnd.lastIndex = offset;
	return tokenEnd.test(text);
}
