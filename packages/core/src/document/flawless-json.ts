import { BACKSLASH, isBlank, QUOTE } from "./json-characters.ts";
import { JsonNodes } from "./json-nodes.ts";

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const DEEPEST = 100;
const NO_KEY = -1;

/** A text in which there is nothing to repair. */
export interface FlawlessJson {
	readonly value: unknown;
	readonly nodes: JsonNodes;
}

/**
 * Reads a text as fast as it can be read, which needs strict JSON without comments and without duplicate keys.
 * Three times as fast as the parser that repairs, and nearly every text is like that.
 */
export function readFlawlessJson(text: string): FlawlessJson | undefined {
	const value = parse(text);
	if (typeof value !== "object" || value === null) return undefined;
	const indexer = new JsonIndexer(text);
	indexer.index();
	const isWhole = !indexer.isTooDeep && indexer.fields === fieldsIn(value);
	return isWhole ? { value, nodes: indexer.nodes } : undefined;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Fewer than there are names in the text when some are there twice. */
function fieldsIn(value: unknown): number {
	if (typeof value !== "object" || value === null) return 0;
	const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
	let fields = Array.isArray(value) ? 0 : children.length;
	for (const child of children) fields += fieldsIn(child);
	return fields;
}

/** Finds out where everything stands in a text that is known to be JSON. */
class JsonIndexer {
	readonly nodes = new JsonNodes();
	fields = 0;
	isTooDeep = false;
	readonly #text: string;
	#at = 0;
	#depth = 0;

	constructor(text: string) {
		this.#text = text;
	}

	index(): void {
		this.#value(NO_KEY, NO_KEY, this.#next());
		this.nodes.trim();
	}

	/** Goes to the next character that is not blank. */
	#next(): number {
		let code = this.#text.charCodeAt(this.#at);
		while (isBlank(code)) {
			this.#at += 1;
			code = this.#text.charCodeAt(this.#at);
		}
		return code;
	}

	#value(keyStart: number, keyEnd: number, code: number): void {
		const node = this.nodes.begin(keyStart, keyEnd, this.#at);
		if (code === QUOTE) this.#string();
		else if (code === OPEN_BRACE) this.#inside(CLOSE_BRACE);
		else if (code === OPEN_BRACKET) this.#inside(CLOSE_BRACKET);
		else this.#scalar();
		this.nodes.finish(node, this.#at);
	}

	#inside(closer: number): void {
		this.#at += 1;
		this.#depth += 1;
		this.isTooDeep ||= this.#depth > DEEPEST;
		let code = this.#next();
		while (code !== closer && !this.isTooDeep) {
			if (closer === CLOSE_BRACE) this.#field();
			else this.#value(NO_KEY, NO_KEY, code);
			code = this.#next();
			if (code === COMMA) {
				this.#at += 1;
				code = this.#next();
			}
		}
		this.#at += 1;
		this.#depth -= 1;
	}

	#field(): void {
		const start = this.#at;
		this.#string();
		const end = this.#at;
		this.#next();
		this.#at += 1;
		this.fields += 1;
		this.#value(start, end, this.#next());
	}

	#string(): void {
		let close = this.#text.indexOf('"', this.#at + 1);
		while (this.#isEscaped(close)) close = this.#text.indexOf('"', close + 1);
		this.#at = close + 1;
	}

	#isEscaped(quote: number): boolean {
		let before = quote - 1;
		while (this.#text.charCodeAt(before) === BACKSLASH) before -= 1;
		return (quote - before) % 2 === 0;
	}

	#scalar(): void {
		let code = this.#text.charCodeAt(this.#at);
		// Being inside of a bracket, it ends before the text does.
		while (code !== COMMA && code !== CLOSE_BRACE && code !== CLOSE_BRACKET && !isBlank(code)) {
			this.#at += 1;
			code = this.#text.charCodeAt(this.#at);
		}
	}
}
