import { commentEnd, QUOTE, quoteEnd } from "./json-characters.ts";

export type Opener = "{" | "[";

/** What a closing bracket that does not fit was meant to be; `close`: an earlier one was forgotten. */
export type Closing = "close" | "replace" | "skip";

const openerOf = { "}": "{", "]": "[" } as const;
// Far enough to see the end of a job, near enough to do often.
const WINDOW = 20_000;
const DEEPEST = 200;

/** Takes the reading after which the following brackets fit best. */
export function guessClosing(text: string, offset: number, open: readonly Opener[]): Closing {
	const outer = open.lastIndexOf(text.charAt(offset) === "]" ? "[" : "{");
	const readings = [outer < 0 ? undefined : open.slice(0, outer), open.slice(0, -1), open];
	return (["close", "replace", "skip"] as const)[guessOpen(text, offset + 1, readings)] ?? "skip";
}

/** The index of the reading of what is open with which the following brackets fit best, the first of equals. */
export function guessOpen(text: string, offset: number, readings: readonly (readonly Opener[] | undefined)[]): number {
	const rest = bracketsAfter(text, offset);
	const costs = readings.map((open) => (open === undefined ? Infinity : costOf(open, rest)));
	return costs.indexOf(Math.min(...costs));
}

interface Brackets {
	readonly text: string;
	readonly isAll: boolean;
}

function bracketsAfter(text: string, offset: number): Brackets {
	const end = Math.min(text.length, offset + WINDOW);
	const brackets: string[] = [];
	for (let at = offset; at < end;) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) at = quoteEnd(text, at, end);
		else {
			if ("{}[]".includes(text.charAt(at))) brackets.push(text.charAt(at));
			at = Math.max(at + 1, commentEnd(text, at));
		}
	}
	return { text: brackets.join(""), isAll: end === text.length };
}

/** How many brackets are forgotten or too many, when these are open and those follow. */
function costOf(open: readonly Opener[], rest: Brackets): number {
	const stack = [...open];
	let cost = 0;
	for (const bracket of rest.text) {
		if (stack.length > DEEPEST) return cost;
		if (bracket === "{" || bracket === "[") stack.push(bracket);
		else if (bracket === "}" || bracket === "]") {
			const match = stack.lastIndexOf(openerOf[bracket]);
			cost += match < 0 ? 1 : stack.length - 1 - match;
			if (match >= 0) stack.length = match;
		}
	}
	return cost + (rest.isAll ? stack.length : 0);
}
