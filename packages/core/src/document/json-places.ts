import type { Span } from "./escapes.ts";
import type { JsonNodes } from "./json-nodes.ts";
import { keyTextOf } from "./key-text.ts";
import type { Path } from "./position.ts";

export interface JsonText {
	readonly text: string;
	readonly nodes: JsonNodes;
}

/** How far a path leads. */
export interface Place {
	readonly node: number;
	/** Absent for the job itself. */
	readonly parent: number | undefined;
	/** The steps that lead nowhere. */
	readonly missing: Path;
}

/** Follows a path from a job's node as far as there are values. */
export function findPlace(json: JsonText, root: number, path: Path): Place {
	let place: Place = { node: root, parent: undefined, missing: path };
	for (const [index, step] of path.entries()) {
		const child = findChild(json, place.node, step);
		if (child === undefined) return place;
		place = { node: child, parent: place.node, missing: path.slice(index + 1) };
	}
	return place;
}

/** Of fields with the same name the last one, whose value counts. */
export function findChild({ text, nodes }: JsonText, node: number, step: string | number): number | undefined {
	const wanted = String(step);
	let found: number | undefined;
	let index = 0;
	for (const child of nodes.children(node)) {
		const keyStart = nodes.keyStart(child);
		if (keyStart < 0) {
			if (step === index) return child;
		} else if (keyTextOf(text, keyStart, nodes.keyEnd(child)) === wanted) found = child;
		index += 1;
	}
	return found;
}

/** What to underline for a place: of a missing field its parent's name, or the brace where it should be. */
export function spanOf({ nodes }: JsonText, { node, missing }: Place, part: "key" | "value"): Span {
	const keyStart = nodes.keyStart(node);
	const isKey = keyStart >= 0 && (missing.length > 0 || part === "key");
	if (isKey) return { start: keyStart, end: nodes.keyEnd(node) };
	const start = nodes.start(node);
	return { start, end: missing.length > 0 ? start + 1 : nodes.end(node) };
}
