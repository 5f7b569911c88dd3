import type { Edit } from "./finding.ts";
import type { FieldChange } from "./job-document.ts";
import { insertItem } from "./insert-item.ts";
import { hasComment } from "./json-comments.ts";
import { findChild, type JsonText, type Place } from "./json-places.ts";
import { jsonStyleAt } from "./json-style.ts";
import { removeItem } from "./remove-item.ts";

/** The edits that make a change in a JSON text and leave everything else, comments too, as it is. */
export function editsForJson(json: JsonText, place: Place, change: FieldChange): readonly Edit[] | undefined {
	if (change.kind === "set") return editsToSet(json, place, change.value);
	if (place.missing.length > 0) return undefined;
	return change.kind === "rename" ? editsToRename(json, place, change.key) : removeItem(json, place);
}

function editsToSet(json: JsonText, place: Place, value: unknown): readonly Edit[] | undefined {
	const { node, missing } = place;
	if (missing.length > 0) return insertItem(json, place, value);
	const keyStart = json.nodes.keyStart(node);
	const start = json.nodes.start(node);
	if (hasComment(json.text, { start, end: json.nodes.end(node) })) return undefined;
	const text = jsonStyleAt(json.text, keyStart < 0 ? start : keyStart).format(value);
	return text === undefined ? undefined : [{ start, end: json.nodes.end(node), text }];
}

function editsToRename(json: JsonText, { node, parent }: Place, key: string): readonly Edit[] | undefined {
	const start = json.nodes.keyStart(node);
	if (start < 0 || parent === undefined) return undefined;
	const other = findChild(json, parent, key);
	if (other !== undefined && other !== node) return undefined;
	return [{ start, end: json.nodes.keyEnd(node), text: JSON.stringify(key) }];
}
