export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SLASH = 0x2f;
const ASTERISK = 0x2a;
const HASH = 0x23;

export function isLineEnd(code: number): boolean {
	return code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** Blank to JSON. */
export function isBlank(code: number): boolean {
	return code === 0x20 || code === LINE_FEED || code === CARRIAGE_RETURN || code === 0x09;
}

const oddBlank = /[\v\f\u0085\u00A0\u1680\u2000-\u200D\u2028\u2029\u202F\u205F\u2060\u3000\uFEFF]/u;

/** Blank to the eye, not to JSON. */
export function isOddBlank(code: number): boolean {
	return (code > 0x7e || code < 0x20) && oddBlank.test(String.fromCharCode(code));
}

export function lineEndAfter(text: string, offset: number): number {
	let at = offset;
	while (at < text.length && !isLineEnd(text.charCodeAt(at))) at += 1;
	return at;
}

export function lineStartBefore(text: string, offset: number): number {
	let at = offset;
	while (at > 0 && !isLineEnd(text.charCodeAt(at - 1))) at -= 1;
	return at;
}

/** The end of the comment that starts here; the same offset when none does. */
export function commentEnd(text: string, offset: number): number {
	const code = text.charCodeAt(offset);
	if (code === HASH) return lineEndAfter(text, offset);
	if (code !== SLASH) return offset;
	const second = text.charCodeAt(offset + 1);
	if (second === SLASH) return lineEndAfter(text, offset);
	if (second !== ASTERISK) return offset;
	const close = text.indexOf("*/", offset + 2);
	return close < 0 ? text.length : close + 2;
}

/** The next offset that is neither blank nor inside a comment. */
export function skipTrivia(text: string, offset: number): number {
	let at = offset;
	for (;;) {
		const code = text.charCodeAt(at);
		const end = isBlank(code) || isOddBlank(code) ? at + 1 : commentEnd(text, at);
		if (end === at) return at;
		at = end;
	}
}

const key = /"[^"\n\r\\]{0,200}"[ \t]*[:：]/y;

/** Whether a quoted text with a colon behind it begins here. */
export function isKeyAt(text: string, offset: number): boolean {
	key.lastIndex = offset;
	return key.test(text);
}

/** The end of the quoted text that starts here, which is on the same line at the latest. */
export function quoteEnd(text: string, start: number, end: number): number {
	for (let at = start + 1; at < end; at += 1) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) return at + 1;
		if (isLineEnd(code)) return at;
		if (code === BACKSLASH) at += 1;
	}
	return end;
}
