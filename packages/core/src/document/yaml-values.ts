import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Alias, type Node, type Pair, type YAMLMap } from "yaml";
import type { Mistakes } from "./mistakes.ts";
import type { LineTable } from "./position.ts";
import { setField, type Fields } from "./set-field.ts";
import { duplicateKey } from "./structure-mistakes.ts";
import { writtenText } from "./yaml-written.ts";
import { aliasBomb, oddKey, tooDeepYaml, unknownAlias } from "./yaml-mistakes.ts";

const DEEPEST = 100;
/** How many values the aliases of one text may stand for together. */
const MOST_ALIASED = 100_000;
const MERGE = "<<";

interface Anchored {
	readonly node: Node;
	readonly value: unknown;
	readonly size: number;
}

/** Turns nodes into values that are safe to write as JSON: no cycles, no bombs, no dates. */
export class YamlValues {
	/** What every alias stands for. */
	readonly targets = new Map<Alias, Node>();
	readonly #anchors = new Map<string, Anchored>();
	readonly #mistakes: Mistakes;
	readonly #lines: LineTable;
	readonly #isRepaired: boolean;
	#size = 0;
	#aliased = 0;

	constructor(mistakes: Mistakes, lines: LineTable, isRepaired: boolean) {
		this.#isRepaired = isRepaired;
		this.#mistakes = mistakes;
		this.#lines = lines;
	}

	/** Anchors do not reach from one document into the next. */
	forgetAnchors(): void {
		this.#anchors.clear();
	}

	valueOf(node: unknown, depth = 0): unknown {
		if (!isNode(node)) return null;
		if (isAlias(node)) return this.#aliasedValue(node);
		const before = this.#size;
		this.#size += 1;
		const value = this.#plainValue(node, depth);
		const { anchor } = node;
		if (anchor !== undefined) this.#anchors.set(anchor, { node, value, size: this.#size - before });
		return value;
	}

	#plainValue(node: Node, depth: number): unknown {
		if (isScalar(node)) return plainScalar(node.value, this.#isRepaired);
		if (depth >= DEEPEST) {
			const { start } = spanOf(node);
			if (!this.#mistakes.has(({ code }) => code === "syntax.too-deep"))
				this.#mistakes.report(tooDeepYaml(start, start + 1));
			return null;
		}
		if (isSeq(node)) return node.items.map((item) => this.valueOf(item, depth + 1));
		return isMap(node) ? this.#mapValue(node, depth) : null;
	}

	#aliasedValue(alias: Alias): unknown {
		const { start, end } = spanOf(alias);
		const target = this.#anchors.get(alias.source);
		if (target === undefined) {
			if (alias.source !== "") this.#mistakes.report(unknownAlias(start, end, alias.source));
			return null;
		}
		this.targets.set(alias, target.node);
		this.#size += target.size;
		this.#aliased += target.size;
		if (this.#aliased <= MOST_ALIASED) return target.value;
		if (!this.#mistakes.has(({ message }) => message.startsWith("aliases")))
			this.#mistakes.report(aliasBomb(start, end));
		return null;
	}

	#mapValue(map: YAMLMap, depth: number): Fields {
		const fields: Fields = {};
		const merged: unknown[] = [];
		const starts = new Map<string, number>();
		for (const pair of map.items) {
			const name = this.#nameOf(pair);
			const value = this.valueOf(pair.value, depth + 1);
			if (name === MERGE && !isScalar(pair.value)) merged.push(...(Array.isArray(value) ? value : [value]));
			else if (name !== undefined) {
				if (starts.has(name)) this.#reportDuplicate(name, pair, starts.get(name) ?? 0);
				else starts.set(name, spanOf(pair.key).start);
				setField(fields, name, value);
			}
		}
		for (const source of merged) mergeInto(fields, source);
		return fields;
	}

	#nameOf({ key }: Pair): string | undefined {
		const { start, end } = spanOf(key);
		const name = isScalar(key) ? key.value : undefined;
		if (typeof name === "string") return this.#isRepaired ? writtenText(name) : name;
		const isPlain = typeof name === "number" || typeof name === "boolean";
		this.#mistakes.report(oddKey(start, end, isPlain ? `a ${typeof name}` : "none"));
		return isPlain ? String(name) : undefined;
	}

	#reportDuplicate(name: string, pair: Pair, first: number): void {
		this.#mistakes.report(duplicateKey({ name, ...spanOf(pair.key) }, this.#lines.positionAt(first)));
	}
}

function plainScalar(value: unknown, isRepaired: boolean): unknown {
	if (typeof value === "string") return isRepaired ? writtenText(value) : value;
	return typeof value === "bigint" ? Number(value) : value;
}

/** Fields that are written out win over merged ones. */
function mergeInto(fields: Fields, source: unknown): void {
	if (typeof source !== "object" || source === null) return;
	for (const [name, value] of Object.entries(source)) {
		if (!Object.hasOwn(fields, name)) setField(fields, name, value);
	}
}

/** Where a node is written, without the blanks behind it. */
export function spanOf(node: unknown): { readonly start: number; readonly end: number } {
	const range = isNode(node) && !isPair(node) ? node.range : undefined;
	return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}
