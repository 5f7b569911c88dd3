/** Columns count from 1. */
export interface FilterProblem {
	readonly column: number;
	readonly message: string;
	readonly hint?: string | undefined;
}

export type Operator = "=" | "!=" | "~" | "!~" | "<" | "<=" | ">" | ">=";

/** `field`, or `field operator value`. */
export interface ComparisonToken {
	readonly kind: "comparison";
	readonly column: number;
	readonly field: string;
	readonly operator?: Operator;
	readonly value?: string;
	readonly valueColumn?: number;
}

export type Token = ComparisonToken | { readonly kind: "and" | "or" | "not" | "(" | ")"; readonly column: number };

interface Read {
	readonly token: Token;
	readonly end: number;
}

export function readTokens(text: string): readonly Token[] | FilterProblem {
	const tokens: Token[] = [];
	for (let at = skipBlanks(text, 0); at < text.length;) {
		const read = tokenAt(text, at);
		if ("message" in read) return read;
		tokens.push(read.token);
		at = skipBlanks(text, read.end);
	}
	return tokens;
}

const words = /[A-Za-z]\w*/y;
const operators = /[!<>]=|!~|[=~<>]/y;

function tokenAt(text: string, at: number): Read | FilterProblem {
	const character = text[at];
	const column = at + 1;
	if (character === "(" || character === ")") return { token: { kind: character, column }, end: at + 1 };
	const word = matchAt(words, text, at);
	if (word === undefined) return { column, message: `nothing can start with ${character}` };
	const keyword = keywords.get(word.toLowerCase());
	const end = at + word.length;
	return keyword === undefined
		? comparisonAt(text, { field: word, column, end })
		: { token: { kind: keyword, column }, end };
}

const keywords: ReadonlyMap<string, "and" | "or" | "not"> = new Map(
	(["and", "or", "not"] as const).map((word) => [word, word]),
);

interface FieldWord {
	readonly field: string;
	readonly column: number;
	readonly end: number;
}

function comparisonAt(text: string, { field, column, end }: FieldWord): Read | FilterProblem {
	const operatorAt = skipBlanks(text, end);
	const operator = matchAt(operators, text, operatorAt);
	if (!isOperator(operator)) return { token: { kind: "comparison", field, column }, end };
	const valueAt = skipBlanks(text, operatorAt + operator.length);
	const value = readValue(text, valueAt);
	if (value === undefined) {
		return {
			column: valueAt + 1,
			message: valueAt < text.length ? "a quotation mark is never closed" : `nothing stands after ${operator}`,
		};
	}
	const token = { kind: "comparison", field, column, operator, value: value.text, valueColumn: valueAt + 1 } as const;
	return { token, end: value.end };
}

function isOperator(text: string | undefined): text is Operator {
	return text !== undefined;
}

interface ReadValue {
	readonly text: string;
	readonly end: number;
}

const quoted = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/sy;

function readValue(text: string, at: number): ReadValue | undefined {
	if (text[at] !== '"' && text[at] !== "'") return plainValue(text, at);
	const whole = matchAt(quoted, text, at);
	if (whole === undefined) return undefined;
	return { text: whole.slice(1, -1).replaceAll(/\\(["'\\])/g, "$1"), end: at + whole.length };
}

/** Up to a blank, or a parenthesis that closes more than the value opened. */
function plainValue(text: string, at: number): ReadValue | undefined {
	let depth = 0;
	let end = at;
	for (; end < text.length; end += 1) {
		const character = text[end] ?? "";
		if (/\s/.test(character)) break;
		if (character === "\\") end += 1;
		if (character === "(") depth += 1;
		if (character === ")" && --depth < 0) break;
	}
	const stop = Math.min(end, text.length);
	return stop === at ? undefined : { text: text.slice(at, stop), end: stop };
}

function skipBlanks(text: string, at: number): number {
	return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}
