const plain: ReadonlyMap<string, string> = new Map([
	['"', '"'],
	["\\", "\\"],
	["/", "/"],
	["b", "\b"],
	["f", "\f"],
	["n", "\n"],
	["r", "\r"],
	["t", "\t"],
]);
const hexDigits = /[0-9a-fA-F]{0,4}/y;

/** Offsets; the end is exclusive. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

export interface Decoded {
	readonly value: string;
	/** Escapes that JSON does not know, by their offsets in the raw text; the value has them as they are written. */
	readonly unknown: readonly Span[];
}

/** Reads the inside of a quoted text. */
export function decodeEscapes(raw: string): Decoded {
	const parts: string[] = [];
	const unknown: Span[] = [];
	let copied = 0;
	let at = raw.indexOf("\\");
	while (at >= 0) {
		const escape = escapeAt(raw, at);
		if (escape.value === undefined) unknown.push({ start: at, end: escape.end });
		else {
			parts.push(raw.slice(copied, at), escape.value);
			copied = escape.end;
		}
		at = raw.indexOf("\\", escape.end);
	}
	return { value: parts.length === 0 ? raw : parts.join("") + raw.slice(copied), unknown };
}

function escapeAt(raw: string, at: number): { readonly value: string | undefined; readonly end: number } {
	const letter = raw.charAt(at + 1);
	if (letter !== "u") return { value: plain.get(letter), end: at + 1 + letter.length };
	hexDigits.lastIndex = at + 2;
	const digits = hexDigits.exec(raw)?.[0] ?? "";
	const end = at + 2 + digits.length;
	return { value: digits.length === 4 ? String.fromCharCode(Number.parseInt(digits, 16)) : undefined, end };
}
