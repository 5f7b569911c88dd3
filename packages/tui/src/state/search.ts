import { findMatches } from "../text/find-matches.ts";

/** Which lines have a word, whatever the case. */
export function matchedLines(lines: readonly string[], word: string): readonly number[] {
	const known = memory.get(lines);
	if (known?.word === word) return known.found;
	const found = lines.flatMap((line, index) => (findMatches(line, word).length > 0 ? [index] : []));
	memory.set(lines, { word, found });
	return found;
}

interface Found {
	readonly word: string;
	readonly found: readonly number[];
}

/** The same lines are searched again for every frame. */
const memory = new WeakMap<readonly string[], Found>();

/** The first match from a line on, or before it; the search goes round at the ends. */
export function nextMatch(found: readonly number[], from: number, isBackwards: boolean): number {
	const near = isBackwards ? found.findLast((line) => line < from) : found.find((line) => line > from);
	return near ?? (isBackwards ? found.at(-1) : found[0]) ?? -1;
}
