import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Pair, type YAMLMap } from "yaml";
import type { Span } from "./escapes.ts";
import type { Path } from "./position.ts";
import { spanOf } from "./yaml-values.ts";

export interface YamlText {
	readonly text: string;
	readonly targets: ReadonlyMap<Alias, Node>;
}

/** How far a path leads. */
export interface YamlPlace {
	/** Behind the alias, when one stands there. */
	readonly node: unknown;
	/** Absent for the job itself and for elements of lists. */
	readonly pair: Pair | undefined;
	readonly parent: unknown;
	/** The steps that lead nowhere. */
	readonly missing: Path;
	/** Whether an alias has been followed, so that the text here is used elsewhere, too. */
	readonly isShared: boolean;
}

/** Follows a path from a job's node as far as there are values. */
export function findYamlPlace({ targets }: YamlText, root: unknown, path: Path): YamlPlace {
	const behind = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);
	let place: YamlPlace = {
		node: behind(root),
		pair: undefined,
		parent: undefined,
		missing: path,
		isShared: isAlias(root),
	};
	for (const [index, step] of path.entries()) {
		const pair = isMap(place.node) ? findPair(place.node, step) : undefined;
		const child = isSeq(place.node) && typeof step === "number" ? place.node.items[step] : pair?.value;
		if (pair === undefined && child === undefined) return place;
		const isShared = place.isShared || isAlias(child);
		place = { node: behind(child), pair, parent: place.node, missing: path.slice(index + 1), isShared };
	}
	return place;
}

/** Of fields with the same name the last one, whose value counts. */
export function findPair(map: YAMLMap, step: string | number): Pair | undefined {
	return map.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(step));
}

/** What to underline for a place: of a missing field its parent's name, or the first name of the job. */
export function spanOfPlace({ text }: YamlText, { node, pair, missing }: YamlPlace, part: "key" | "value"): Span {
	if (pair !== undefined && (missing.length > 0 || part === "key")) return spanOf(pair.key);
	const [first] = isMap(node) ? node.items : [];
	if (missing.length > 0 && first !== undefined) return spanOf(first.key);
	const { start, end } = spanOf(node);
	return { start, end: start + text.slice(start, end).trimEnd().length };
}
