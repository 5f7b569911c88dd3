import { lineEndAfter } from "./json-characters.ts";
import type { Mistake } from "./mistakes.ts";

interface Kind {
	readonly sign: RegExp;
	readonly message: string;
	readonly hint: string;
}

const jobFile = 'Give a file with a job: { "name": …, "command": … }.';

// The first whose sign is in the text; the last one is always.
const kinds: readonly Kind[] = [
	{ sign: /^[^\n]{0,1000}[\0\uFFFD]/u, message: "this is binary data, not text", hint: jobFile },
	{ sign: /^<(?:!doctype html|html)/iu, message: "this is an HTML page, not JSON", hint: jobFile },
	{ sign: /^</u, message: "this is XML, not JSON", hint: jobFile },
	{ sign: /^```/u, message: "this is Markdown, not JSON", hint: "Give only what stands between the lines with ```." },
	{
		sign: /^(?:---|%YAML|- |[\w.-]+:(?:[ \t\r\n]|$))/u,
		message: "this looks like YAML, not JSON",
		hint: "Give the file a name that ends in .yaml.",
	},
	{ sign: /^/u, message: "this is not JSON", hint: jobFile },
];

/** What to say about a text that cannot be read as JSON at all. */
export function foreignText(text: string, start: number): Mistake {
	const head = text.slice(start, start + 2000);
	const kind = kinds.find(({ sign }) => sign.test(head));
	return {
		code: "syntax.not-json",
		start,
		end: Math.min(lineEndAfter(text, start), start + 80),
		message: kind?.message ?? "",
		hint: kind?.hint ?? "",
	};
}
