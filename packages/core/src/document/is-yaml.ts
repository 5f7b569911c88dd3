import { skipTrivia } from "./json-characters.ts";

/** Whether a text is better read as YAML. */
export function isYaml(text: string, source: string): boolean {
	if (/\.ya?ml$/iu.test(source)) return true;
	return !/\.json[c5]?$/iu.test(source) && looksLikeYaml(text);
}

const beginning = /(?:---|%YAML|- |[A-Za-z_][\w.-]*:)(?=[ \t\r\n]|$)|- /y;

function looksLikeYaml(text: string): boolean {
	const start = skipTrivia(text, text.startsWith("\uFEFF") ? 1 : 0);
	beginning.lastIndex = start;
	// A line of fields that ends in a comma has lost its braces.
	return beginning.test(text) && !/^[^\r\n]*,[ \t]*[\r\n]/u.test(text.slice(start, start + 1000));
}
