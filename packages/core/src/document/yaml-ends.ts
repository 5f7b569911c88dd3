import { isMap, isPair, isScalar, isSeq, type Pair } from "yaml";
import { spanOf } from "./yaml-values.ts";

/** Where the last thing inside of a field ends, which is not yet a comment. */
export function endOfField(text: string, { key, value }: Pair): number {
	const { end: keyEnd } = spanOf(key);
	const colon = /^[ \t]{0,100}:/u.exec(text.slice(keyEnd, keyEnd + 101))?.[0] ?? "";
	const before = keyEnd + colon.length;
	if ((isMap(value) || isSeq(value)) && value.flow !== true) return endOfLast(text, value.items, before);
	if (value === null || isNothing(value)) return before;
	const { start, end } = spanOf(value);
	return Math.max(before, start + text.slice(start, end).trimEnd().length);
}

/** Whether a field has a name and no value. */
export function isNothing(value: unknown): boolean {
	return isScalar(value) && value.source === "" && value.type === "PLAIN";
}

function endOfLast(text: string, items: readonly unknown[], before: number): number {
	const last = items.at(-1);
	if (isPair(last)) return endOfField(text, last);
	if ((isMap(last) || isSeq(last)) && last.flow !== true) return endOfLast(text, last.items, before);
	const { start, end } = spanOf(last);
	return Math.max(before, start + text.slice(start, end).trimEnd().length);
}
