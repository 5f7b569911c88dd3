import {
	isAlias,
	isCollection,
	Lexer,
	isMap,
	isNode,
	isPair,
	isScalar,
	type Node,
	type Pair,
	type YAMLMap,
} from "yaml";
import type { Edit } from "./finding.ts";
import type { FieldChange } from "./job-document.ts";
import { lineEndAfter, lineStartBefore } from "./json-characters.ts";
import { endOfField, isNothing } from "./yaml-ends.ts";
import { findPair, type YamlPlace } from "./yaml-places.ts";
import { formatScalar } from "./yaml-scalar.ts";
import { spanOf } from "./yaml-values.ts";

/** The edits that make a change in a YAML text; undefined where replacing a few characters or lines is not safe. */
export function editsForYaml(text: string, place: YamlPlace, change: FieldChange): readonly Edit[] | undefined {
	if (place.isShared) return undefined;
	if (change.kind === "set") return editsToSet(text, place, change.value);
	const { pair, parent, missing } = place;
	if (missing.length > 0 || pair === undefined || !isMap(parent)) return undefined;
	return change.kind === "remove" ? editsToRemove(text, parent, pair) : editsToRename(parent, pair, change.key);
}

function editsToSet(text: string, place: YamlPlace, value: unknown): readonly Edit[] | undefined {
	const { node, missing } = place;
	const [step] = missing;
	if (step === undefined) return editsToReplace(text, place, value);
	return missing.length === 1 && isMap(node) ? editsToInsert(text, node, { name: String(step), value }) : undefined;
}

function editsToReplace(text: string, { node, pair }: YamlPlace, value: unknown): readonly Edit[] | undefined {
	if (!isScalar(node) || isBlockScalar(node) || node.anchor !== undefined || node.tag !== undefined) return undefined;
	const written = formatScalar(value, node.type);
	if (written === undefined) return undefined;
	if (!isNothing(node)) return [{ ...spanOf(node), text: written }];
	const start = pair === undefined ? 0 : endOfField(text, pair);
	const lineEnd = lineEndAfter(text, start);
	const end = text.slice(start, lineEnd).trim() === "" ? lineEnd : start;
	return text.charAt(start - 1) === ":" ? [{ start, end, text: ` ${written}` }] : undefined;
}

/** Behind the last field that has its line for itself. */
function editsToInsert(
	text: string,
	map: YAMLMap,
	field: { readonly name: string; readonly value: unknown },
): readonly Edit[] | undefined {
	const name = formatScalar(field.name);
	const value = formatScalar(field.value);
	const before = map.items.findLast((pair) => isOnOneLine(text, pair));
	if (map.flow === true || name === undefined || value === undefined || before === undefined) return undefined;
	const key = spanOf(before.key).start;
	const indent = " ".repeat(key - lineStartBefore(text, key));
	const at = lineEndAfter(text, key);
	return [{ start: at, end: at, text: `${text.includes("\r\n") ? "\r\n" : "\n"}${indent}${name}: ${value}` }];
}

function isOnOneLine(text: string, { key, value }: Pair): boolean {
	const { start } = spanOf(key);
	const isPlain = isScalar(key) && key.anchor === undefined && isScalar(value) && !isBlockScalar(value);
	return (
		isPlain &&
		lineEndAfter(text, start) >= spanOf(value).end &&
		!text.slice(lineStartBefore(text, start), start).includes("\t")
	);
}

function isBlockScalar(node: Node): boolean {
	return isScalar(node) && (node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL");
}

function editsToRename(map: YAMLMap, pair: Pair, name: string): readonly Edit[] | undefined {
	const other = findPair(map, name);
	const written = formatScalar(name);
	const isOwn =
		isScalar(pair.key) && pair.key.anchor === undefined && pair.key.tag === undefined && !isBlockScalar(pair.key);
	if (written === undefined || !isOwn || (other !== undefined && other !== pair)) return undefined;
	return [{ ...spanOf(pair.key), text: written }];
}

function editsToRemove(text: string, map: YAMLMap, pair: Pair): readonly Edit[] | undefined {
	const { start } = spanOf(pair.key);
	const lineStart = lineStartBefore(text, start);
	const isAlone = map.flow !== true && map.items.length > 1 && text.slice(lineStart, start).trim() === "";
	if (!isAlone || hasAnchor(pair) || hasNamesake(map, pair)) return undefined;
	const end = endOfField(text, pair);
	const lineEnd = lineEndAfter(text, end);
	if (hasYamlComment(text.slice(start, end)) || isBeforeDeeperComment(text, lineEnd, start - lineStart))
		return undefined;
	const behind = text.slice(end, lineEnd).trim();
	// A comment behind it gets the line for itself.
	if (behind !== "") return [{ start, end: text.indexOf(behind, end), text: "" }];
	const next = text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : lineEnd + 1;
	return [{ start: lineStart, end: Math.min(next, text.length), text: "" }];
}

/** A block above the field would swallow it. */
function isBeforeDeeperComment(text: string, lineEnd: number, column: number): boolean {
	const indent = /^\s*[\r\n]( *)#/u.exec(text.slice(lineEnd, lineEnd + 2000))?.[1];
	return indent !== undefined && indent.length > column;
}

function hasYamlComment(text: string): boolean {
	return [...new Lexer().lex(text)].some((token) => token.startsWith("#"));
}

function hasAnchor(node: unknown): boolean {
	if (isPair(node)) return hasAnchor(node.key) || hasAnchor(node.value);
	if (!isNode(node) || isAlias(node)) return false;
	return node.anchor !== undefined || (isCollection(node) && node.items.some((item) => hasAnchor(item)));
}

/** Without the last of two fields with one name, the first would begin to count. */
function hasNamesake(map: YAMLMap, { key }: Pair): boolean {
	const name = isScalar(key) ? key.value : undefined;
	return map.items.filter((other) => isScalar(other.key) && other.key.value === name).length > 1;
}
