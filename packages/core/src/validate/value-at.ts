import type { Path } from "../document/position.ts";

/** What stands at a path of any value; undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
	let found = value;
	for (const step of path) {
		if (typeof found !== "object" || found === null) return undefined;
		found = Object.getOwnPropertyDescriptor(found, String(step))?.value;
	}
	return found;
}
