import type { Edit } from "./finding.ts";
import { lineEndAfter, skipTrivia } from "./json-characters.ts";
import type { JsonText, Place } from "./json-places.ts";
import { jsonStyleAt } from "./json-style.ts";

/** Writes a missing field behind the last one, or a new element at the end of a list. */
export function insertItem(json: JsonText, place: Place, value: unknown): readonly Edit[] | undefined {
	const { text, nodes } = json;
	const { node, missing } = place;
	const children = [...nodes.children(node)];
	const [step] = missing;
	if (step === undefined || missing.length > 1 || !canTake(json, node, { step, count: children.length }))
		return undefined;
	const last = children.at(-1);
	if (last === undefined) return fillEmpty(json, node, { step, value });
	const keyStart = nodes.keyStart(last);
	const style = jsonStyleAt(text, keyStart < 0 ? nodes.start(last) : keyStart);
	const written = style.format(value);
	if (written === undefined) return undefined;
	const item = keyStart < 0 ? written : JSON.stringify(String(step)) + colonAfter(json, last) + written;
	const isOnNewLine = /[\r\n]/u.test(text.slice(nodes.start(node), keyStart < 0 ? nodes.start(last) : keyStart));
	return isOnNewLine
		? onNewLine(text, nodes.end(last), style.newline + style.indent + item)
		: beside(text, nodes.end(last), item);
}

function canTake(
	{ text, nodes }: JsonText,
	node: number,
	{ step, count }: { readonly step: string | number; readonly count: number },
): boolean {
	const brackets = text.charAt(nodes.start(node)) + text.charAt(nodes.end(node) - 1);
	return typeof step === "string" ? brackets === "{}" : brackets === "[]" && step === count;
}

function fillEmpty(
	{ text, nodes }: JsonText,
	node: number,
	{ step, value }: { readonly step: string | number; readonly value: unknown },
): readonly Edit[] | undefined {
	const start = nodes.start(node) + 1;
	const end = nodes.end(node) - 1;
	const { newline, indent, unit, format } = jsonStyleAt(text, start);
	const written = format(value);
	if (written === undefined || text.slice(start, end).trim() !== "") return undefined;
	const item = typeof step === "string" ? `${JSON.stringify(step)}: ${written}` : written;
	const isBroken = /[\r\n]/u.test(text.slice(start, end));
	const gap = typeof step === "string" ? " " : "";
	return [{ start, end, text: isBroken ? newline + indent + unit + item + newline + indent : gap + item + gap }];
}

/** What stands between the name and the value of a neighbour. */
function colonAfter({ text, nodes }: JsonText, node: number): string {
	const colon = text.slice(nodes.keyEnd(node), nodes.start(node));
	return /^[ \t]*:[ \t]*$/u.test(colon) ? colon : ": ";
}

function beside(text: string, end: number, item: string): readonly Edit[] {
	const gap = /,\S/u.test(text.slice(Math.max(0, end - 200), end)) ? "" : " ";
	const comma = commaAfter(text, end);
	const at = comma ?? end;
	return [{ start: at, end: at, text: comma === undefined ? `,${gap}${item}` : gap + item }];
}

/** The comma goes directly behind the last value, the item behind the comment that belongs to it. */
function onNewLine(text: string, end: number, item: string): readonly Edit[] {
	const comma = commaAfter(text, end);
	const from = comma ?? end;
	const lineEnd = lineEndAfter(text, from);
	const hasRoom = /^[ \t]*(?:\/\/.*|\/\*[^*]*\*\/[ \t]*)?$/u.test(text.slice(from, lineEnd));
	const at = hasRoom ? lineEnd : from;
	const insertion = { start: at, end: at, text: item };
	if (comma !== undefined) return [insertion];
	return at === end ? [{ ...insertion, text: `,${item}` }] : [{ start: end, end, text: "," }, insertion];
}

/** The place behind the comma that follows a value. */
function commaAfter(text: string, end: number): number | undefined {
	const after = skipTrivia(text, end);
	return text.charAt(after) === "," ? after + 1 : undefined;
}
