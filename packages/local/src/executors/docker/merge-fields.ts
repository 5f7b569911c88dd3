import { type Fields, isList, isMap } from "./container-body.ts";

/** Lists get longer, and maps wider at any depth; anything else is replaced. */
export function mergeFields(all: readonly Fields[]): Fields {
	return all.reduce(merge, {});
}

function merge(before: Fields, more: Fields): Fields {
	const changed = Object.entries(more).map(([name, value]): [string, unknown] => [name, together(before[name], value)]);
	return { ...before, ...Object.fromEntries(changed) };
}

function together(before: unknown, value: unknown): unknown {
	if (isList(before) && isList(value)) return [...before, ...value];
	return isMap(before) && isMap(value) ? merge(before, value) : value;
}
