import type { FieldName } from "./field-name.ts";
import type { JsonNodes } from "./json-nodes.ts";
import { keyTextOf } from "./key-text.ts";
import type { Reading } from "./open-brackets.ts";
import { duplicateKey } from "./structure-mistakes.ts";

export type Fields = Record<string, unknown>;

/** Gives an object a field of its own, whatever its name; answers whether it had one of that name already. */
export function setField(object: Fields, name: string, value: unknown): boolean {
	const isDuplicate = object[name] !== undefined && Object.hasOwn(object, name);
	if (name !== "__proto__") object[name] = value;
	else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
	return isDuplicate;
}

/** Reports the newest node as a duplicate of the one with the same name among its siblings before it. */
export function reportDuplicate(
	{ scanner, mistakes, lines }: Reading,
	nodes: JsonNodes,
	field: FieldName & { readonly first: number; readonly last: number },
): void {
	if (mistakes.isFull) return;
	for (const other of nodes.between(field.first, field.last)) {
		const start = nodes.keyStart(other);
		if (keyTextOf(scanner.text, start, nodes.keyEnd(other)) !== field.name) continue;
		mistakes.report(duplicateKey(field, lines.positionAt(start)));
		return;
	}
}
