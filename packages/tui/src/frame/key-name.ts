import type { Key } from "../keys/key.ts";

/** A key as it is written on keyboards. */
export function keyName(key: Key): string {
	return names.get(key) ?? key;
}

const names: ReadonlyMap<Key, string> = new Map([
	["escape", "esc"],
	["pageup", "PgUp"],
	["pagedown", "PgDn"],
	["home", "Home"],
	["end", "End"],
	["backspace", "Backspace"],
	["delete", "Del"],
	["f1", "F1"],
	["f5", "F5"],
]);
