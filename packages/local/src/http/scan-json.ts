/** Where the first value of a text ends, or where it stops being JSON. */
export type Scan =
	| { readonly kind: "value"; readonly end: number }
	| { readonly kind: "flaw"; readonly at: number; readonly expected: string };

/** Finds the end of the first value; what follows does not matter, as it does not to Chronos (contract §1.8). */
export function scanJson(text: string): Scan {
	const open: Opened[] = [];
	let want: Want = "value";
	let at = 0;
	for (;;) {
		at = skipBlanks(text, at);
		const step: Step = takeToken(text, at, { want, inside: open.at(-1) });
		if (step.kind === "flaw") return step;
		at = step.end;
		if (step.opens !== undefined) open.push(step.opens);
		if (step.closes === true) open.pop();
		if (open.length > deepest) return { kind: "flaw", at, expected: `no more than ${deepest} levels` };
		if (step.completes === true && open.length === 0) return { kind: "value", end: at };
		want = step.completes === true ? "separator" : step.next;
	}
}

type Opened = "{" | "[";
type Want = "value" | "first item" | "key" | "first key" | "colon" | "separator";

interface Token {
	readonly kind: "token";
	readonly end: number;
	readonly opens?: Opened;
	readonly closes?: boolean;
	/** A value ends here. */
	readonly completes?: boolean;
	readonly next: Want;
}
type Step = Token | Extract<Scan, { kind: "flaw" }>;

interface Place {
	readonly want: Want;
	readonly inside: Opened | undefined;
}

const deepest = 1000;

function takeToken(text: string, at: number, place: Place): Step {
	if (place.want === "separator") return takeSeparator(text, at, place.inside);
	if (place.want === "colon") return text[at] === ":" ? token(at + 1, "value") : flaw(at, "a colon");
	if (place.want === "key" || place.want === "first key") return takeKey(text, at, place.want);
	if (place.want === "first item" && text[at] === "]") return closed(at);
	return takeValue(text, at);
}

function takeSeparator(text: string, at: number, inside: Opened | undefined): Step {
	const closing = inside === "{" ? "}" : "]";
	if (text[at] === closing) return closed(at);
	if (text[at] === ",") return token(at + 1, inside === "{" ? "key" : "value");
	return flaw(at, `a comma or ${closing}`);
}

function takeKey(text: string, at: number, want: Want): Step {
	if (want === "first key" && text[at] === "}") return closed(at);
	if (text[at] !== '"') return flaw(at, "a field name in double quotes");
	const end = stringEnd(text, at);
	return end < 0 ? flaw(~end, "the rest of a text") : token(end, "colon");
}

function takeValue(text: string, at: number): Step {
	if (text[at] === "{") return { ...token(at + 1, "first key"), opens: "{" };
	if (text[at] === "[") return { ...token(at + 1, "first item"), opens: "[" };
	if (text[at] === '"') {
		const end = stringEnd(text, at);
		return end < 0 ? flaw(~end, "the rest of a text") : completed(end);
	}
	word.lastIndex = at;
	const found = word.exec(text)?.[0];
	return found === undefined ? flaw(at, "a value") : completed(at + found.length);
}

const word = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?)(?![\w.+-])/iy;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** The offset behind a text; that of its flaw, as a complement, when there is one. */
function stringEnd(text: string, start: number): number {
	for (let at = start + 1; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === 0x22) return at + 1;
		if (code < 0x20) return ~at;
		if (code !== 0x5c) continue;
		escape.lastIndex = at;
		const found = escape.exec(text)?.[0];
		if (found === undefined) return ~at;
		at += found.length - 1;
	}
	return ~text.length;
}

function skipBlanks(text: string, start: number): number {
	let at = start;
	while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at += 1;
	return at;
}

function token(end: number, next: Want): Token {
	return { kind: "token", end, next };
}

function completed(end: number): Token {
	return { ...token(end, "separator"), completes: true };
}

function closed(at: number): Token {
	return { ...completed(at + 1), closes: true };
}

function flaw(at: number, expected: string): Step {
	return { kind: "flaw", at, expected };
}
