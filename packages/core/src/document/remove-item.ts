import type { Span } from "./escapes.ts";
import type { Edit } from "./finding.ts";
import { hasComment } from "./json-comments.ts";
import { lineEndAfter, lineStartBefore, skipTrivia } from "./json-characters.ts";
import type { JsonText, Place } from "./json-places.ts";
import { keyTextOf } from "./key-text.ts";

/** Takes a field or an element out, with its comma, and with its line when it stands there alone; comments stay. */
export function removeItem(json: JsonText, { node, parent }: Place): readonly Edit[] | undefined {
	if (parent === undefined || hasNamesake(json, parent, node)) return undefined;
	const { text, nodes } = json;
	const siblings = [...nodes.children(parent)];
	const previous = siblings[siblings.indexOf(node) - 1];
	const item = { start: itemStart(json, node), end: nodes.end(node) };
	if (hasComment(text, item)) return undefined;
	const comma = commaAfter(text, item.end);
	if (comma !== undefined) return [removal(text, { start: item.start, end: comma + 1 })];
	const far = skipTrivia(text, item.end);
	if (text.charAt(far) === ",") return [removal(text, item), { start: far, end: far + 1, text: "" }];
	if (previous === undefined) return [removal(text, onlyItem(json, parent, item))];
	const before = commaAfter(text, nodes.end(previous));
	if (before === undefined) return undefined;
	if (text.slice(before + 1, item.start).trim() === "" && !isAlone(text, item))
		return [{ start: before, end: item.end, text: "" }];
	return [{ start: before, end: before + 1, text: "" }, removal(text, item)];
}

/** Without the last of two fields with one name, the first would begin to count. */
function hasNamesake({ text, nodes }: JsonText, parent: number, node: number): boolean {
	const nameOf = (child: number): string | undefined => {
		const start = nodes.keyStart(child);
		return start < 0 ? undefined : keyTextOf(text, start, nodes.keyEnd(child));
	};
	const name = nameOf(node);
	return name !== undefined && [...nodes.children(parent)].some((child) => child !== node && nameOf(child) === name);
}

function itemStart({ nodes }: JsonText, node: number): number {
	const keyStart = nodes.keyStart(node);
	return keyStart < 0 ? nodes.start(node) : keyStart;
}

/** The comma that no comment separates from the value. */
function commaAfter(text: string, end: number): number | undefined {
	const after = skipTrivia(text, end);
	return text.charAt(after) === "," && text.slice(end, after).trim() === "" ? after : undefined;
}

function onlyItem({ text, nodes }: JsonText, parent: number, item: Span): Span {
	const inside = { start: nodes.start(parent) + 1, end: nodes.end(parent) - 1 };
	const rest = text.slice(inside.start, item.start) + text.slice(item.end, inside.end);
	return rest.trim() === "" ? inside : item;
}

const restOfLine = /^[ \t]*(?:\/\/.*|\/\*[^*]*\*\/[ \t]*)?$/u;

/** Whether nothing but a comment stands beside it. */
function isAlone(text: string, { start, end }: Span): boolean {
	const before = text.slice(lineStartBefore(text, start), start);
	return before.trim() === "" && restOfLine.test(text.slice(end, lineEndAfter(text, end)));
}

function removal(text: string, item: Span): Edit {
	const behind = text.slice(item.end, lineEndAfter(text, item.end));
	// A comment behind it gets the line for itself.
	if (isAlone(text, item) && behind.trim() === "") return { ...wholeLines(text, item), text: "" };
	if (behind.trim() !== "")
		return { start: item.start, end: item.end + behind.length - behind.trimStart().length, text: "" };
	const before = text.slice(lineStartBefore(text, item.start), item.start);
	return { start: item.start - before.length + before.trimEnd().length, end: item.end, text: "" };
}

function wholeLines(text: string, { start, end }: Span): Span {
	const lineEnd = lineEndAfter(text, end);
	const next = text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : lineEnd + 1;
	return { start: lineStartBefore(text, start), end: Math.min(next, text.length) };
}
