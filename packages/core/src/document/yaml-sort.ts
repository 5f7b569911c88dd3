import { isMap, isScalar, isSeq, parseAllDocuments, type Document, type YAMLMap } from "yaml";
import type { Span } from "./escapes.ts";
import { lineEndAfter, lineStartBefore } from "./json-characters.ts";
import { inOrder, type KeyOrder } from "./key-order.ts";
import { endOfField } from "./yaml-ends.ts";
import { spanOf } from "./yaml-values.ts";

const anyOrder: KeyOrder = { order: [] };

/** Moves the lines of every field to their place, and not a character within them. */
export function sortYaml(text: string, layout: KeyOrder): string {
	const documents: readonly Document.Parsed[] = parseAllDocuments(text, {
		version: "1.2",
		schema: "core",
		resolveKnownTags: false,
		uniqueKeys: false,
		logLevel: "silent",
	});
	const maps = documents.flatMap(({ contents }) => mapsIn(text, contents, layout));
	return textWith(text, { start: 0, end: text.length }, maps);
}

/** A map whose every field has lines of its own. */
interface SortableMap {
	readonly fields: readonly Field[];
	readonly layout: KeyOrder;
	/** Where the names of its fields begin in their lines. */
	readonly column: number;
}

/** A field with the comments above it. */
interface Field extends Span {
	readonly name: string | undefined;
	readonly value: unknown;
}

/** The outermost ones within a node. */
function mapsIn(text: string, node: unknown, layout: KeyOrder): readonly SortableMap[] {
	if (isSeq(node)) return node.flow === true ? [] : node.items.flatMap((item) => mapsIn(text, item, layout));
	if (!isMap(node) || node.flow === true) return [];
	const column = findColumn(text, node);
	if (column !== undefined) return [{ fields: fieldsIn(text, node, column), layout, column }];
	return node.items.flatMap(({ key, value }) => mapsIn(text, value, layoutOf(layout, nameOf(key))));
}

function textWith(text: string, { start, end }: Span, maps: readonly SortableMap[]): string {
	const parts: string[] = [];
	let copied = start;
	for (const map of maps) {
		const from = map.fields[0]?.start ?? copied;
		parts.push(text.slice(copied, from), sorted(text, map));
		copied = map.fields.at(-1)?.end ?? copied;
	}
	parts.push(text.slice(copied, end));
	return parts.join("");
}

function sorted(text: string, { fields, layout, column }: SortableMap): string {
	const inside = (field: Field): string =>
		textWith(text, field, mapsIn(text, field.value, layoutOf(layout, field.name)));
	const ordered = inOrder(fields, layout, ({ name }) => name);
	const [first] = fields;
	if (first === undefined || ordered[0] === first) return ordered.map((field) => inside(field)).join("");
	const isBesideDash = lineStartBefore(text, first.start) !== first.start;
	return ordered
		.map((field, index) => {
			const lines = inside(field);
			if (field === first && isBesideDash) return " ".repeat(column) + lines;
			if (index > 0) return lines;
			const trimmed = lines.replace(/^(?:[ \t]*\r?\n)+/u, "");
			return isBesideDash ? trimmed.trimStart() : trimmed;
		})
		.join("");
}

function layoutOf({ inside }: KeyOrder, name: string | undefined): KeyOrder {
	return inside?.[name ?? ""] ?? anyOrder;
}

function nameOf(key: unknown): string | undefined {
	return isScalar(key) ? String(key.value) : undefined;
}

/** Undefined when something else than blanks or dashes stands before a name. */
function findColumn(text: string, { items }: YAMLMap): number | undefined {
	const prefixes = items.map(({ key }) => {
		const { start } = spanOf(key);
		return text.slice(lineStartBefore(text, start), start);
	});
	const [first = "?", ...others] = prefixes;
	const isClear =
		/^ *(?:- +)*$/u.test(first) && others.every((prefix) => prefix.trim() === "" && prefix.length === first.length);
	return isClear && items.every(({ key }) => isScalar(key)) ? first.length : undefined;
}

function fieldsIn(text: string, { items }: YAMLMap, column: number): readonly Field[] {
	const fields: Field[] = [];
	for (const [index, pair] of items.entries()) {
		const start = fields.at(-1)?.end ?? startOfFirst(text, spanOf(pair.key).start, column);
		const next = items[index + 1];
		const limit = next === undefined ? text.length : spanOf(next.key).start;
		const end = withDeeperComments(text, { start: lineAfter(text, endOfField(text, pair)), end: limit }, column);
		fields.push({ name: nameOf(pair.key), value: pair.value, start, end });
	}
	return fields;
}

/** The comments directly above it are its own, unless they stand directly below the mark of a document. */
function startOfFirst(text: string, key: number, column: number): number {
	const lineStart = lineStartBefore(text, key);
	if (text.slice(lineStart, key).trim() !== "") return key;
	const comment = new RegExp(`^ {${column}}#`, "u");
	let start = lineStart;
	let above = lineBefore(text, start);
	while (above !== undefined && comment.test(text.slice(above, start))) {
		start = above;
		above = lineBefore(text, start);
	}
	const isHead = above !== undefined && /^(?:---|\.\.\.|%)/u.test(text.slice(above, start));
	return isHead ? lineStart : start;
}

function lineBefore(text: string, lineStart: number): number | undefined {
	if (lineStart === 0) return undefined;
	const isPair = text.startsWith("\r\n", lineStart - 2);
	return lineStartBefore(text, lineStart - (isPair ? 2 : 1));
}

/** Comments that are indented deeper than a name belong to what is above them. */
function withDeeperComments(text: string, { start, end }: Span, column: number): number {
	const deeper = new RegExp(`^ {${column + 1},}#`, "u");
	let last = start;
	for (let at = start; at < end;) {
		const next = lineAfter(text, at);
		const line = text.slice(at, next);
		if (deeper.test(line)) last = next;
		else if (line.trim() !== "") break;
		at = next;
	}
	return last;
}

function lineAfter(text: string, offset: number): number {
	const end = lineEndAfter(text, offset);
	return Math.min(text.length, end + (text.startsWith("\r\n", end) ? 2 : 1));
}
