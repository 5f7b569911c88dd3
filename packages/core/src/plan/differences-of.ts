import type { Path } from "../document/position.ts";
import type { Change } from "./plan.ts";

/** Where two values differ: field by field, and item by item in lists of one length. */
export function differencesOf(before: unknown, after: unknown, path: Path): readonly Change[] {
	if (Object.is(before, after)) return [];
	const [one, other] = [entriesOf(before), entriesOf(after)];
	if (one === undefined || other === undefined || Array.isArray(before) !== Array.isArray(after)) {
		return [{ path, before, after }];
	}
	if (Array.isArray(before) && one.size !== other.size) return [{ path, before, after }];
	return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) =>
		differencesOf(one.get(key), other.get(key), [...path, key]),
	);
}

function entriesOf(value: unknown): ReadonlyMap<string | number, unknown> | undefined {
	if (typeof value !== "object" || value === null) return undefined;
	return Array.isArray(value) ? new Map(value.entries()) : new Map(Object.entries(value));
}
