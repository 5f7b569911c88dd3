import { isKeyAt, isLineEnd } from "./json-characters.ts";

/** How far a value without quotes goes: to the comma, bracket, comment, next field or line end behind it. */
export function bareValueEnd(text: string, start: number): number {
	let end = start;
	for (let at = start; at < text.length && !isEndOfValue(text, at);) {
		at = Math.max(at + 1, groupEnd(text, at));
		if (!/\s/u.test(text.charAt(at - 1))) end = at;
	}
	return Math.max(end, start + 1);
}

function isEndOfValue(text: string, at: number): boolean {
	const character = text.charAt(at);
	if (isLineEnd(character.charCodeAt(0)) || /[,}\]，｝］]/u.test(character)) return true;
	if (character === '"') return isKeyAt(text, at);
	return /[#/]/u.test(character) && isCommentAt(text, at);
}

function isCommentAt(text: string, at: number): boolean {
	const isApart = /\s/u.test(text.charAt(at - 1));
	return isApart && (text.charAt(at) === "#" || text.startsWith("//", at) || text.startsWith("/*", at));
}

const group = /\$\{[^}\n\r]{0,100}\}|\$\([^)\n\r]{0,100}\)|\{\{[^\n\r]{0,100}?\}\}|\{%[^\n\r]{0,100}?%\}/y;

/** Brackets of shells and templates do not end a value. */
function groupEnd(text: string, at: number): number {
	group.lastIndex = at;
	return group.test(text) ? group.lastIndex : at;
}

/** Whether a template's placeholder stands where a value belongs. */
export function isTemplateAt(text: string, at: number): boolean {
	return /^\{[{%]/u.test(text.slice(at, at + 2)) && groupEnd(text, at) > at;
}

export interface BareName {
	readonly name: string;
	readonly end: number;
}

const bareName = /([^\s,:{}[\]"'=：，][^\n\r,:{}[\]"'=：，]{0,200}?)"?[ \t]*(?=[:：=])/y;

/** A field's name without quotes, when something like a colon follows it. */
export function findBareName(text: string, start: number): BareName | undefined {
	bareName.lastIndex = start;
	const match = bareName.exec(text);
	const name = match?.[1];
	if (match === null || name === undefined) return undefined;
	return { name, end: start + match[0].trimEnd().length };
}

const openName = /[\w.$-]+(?=[ \t]*[:：])/y;

/** The name at the start of a text that has swallowed its own colon, as in `"name: "x"`. */
export function findUnclosedName(text: string, start: number): BareName | undefined {
	openName.lastIndex = start + 1;
	const name = openName.exec(text)?.[0];
	return name === undefined ? undefined : { name, end: start + 1 + name.length };
}
