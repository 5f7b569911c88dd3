import type { Span } from "./escapes.ts";
import type { Edit } from "./finding.ts";
import { lineEndAfter, skipTrivia } from "./json-characters.ts";
import type { Mistake } from "./mistakes.ts";

export const byteOrderMark: Mistake = {
	code: "syntax.byte-order-mark",
	start: 0,
	end: 1,
	message: "the text begins with a byte order mark (U+FEFF), which nobody can see",
	hint: "Save the file as UTF-8 without a byte order mark.",
	fix: { title: "remove the byte order mark", edits: [{ start: 0, end: 1, text: "" }] },
};

export function emptyText(text: string): Mistake {
	return {
		code: "syntax.empty",
		start: text.length,
		end: text.length,
		message: text.trim() === "" ? "the text is empty" : "the text holds nothing but comments",
		hint: 'Write a job: { "name": …, "command": … }.',
	};
}

/** In characters. */
export const largestText = 64 * 1024 * 1024;

export function tooLarge(text: string, most: number): Mistake {
	return {
		code: "syntax.too-large",
		start: 0,
		end: 0,
		message: `the text has ${text.length} characters, and is not read because ${most} are the most`,
		hint: "Split it into several files.",
	};
}

export function notAJob({ start, end }: Span, value: unknown): Mistake {
	const what = Array.isArray(value) ? "a list" : `a ${value === null ? "null" : typeof value}`;
	return {
		code: "syntax.not-a-job",
		start,
		end,
		message: `a job is an object, this is ${what}`,
		hint: 'Write a job: { "name": …, "command": … }.',
	};
}

export function trailingText(text: string, start: number): Mistake {
	return {
		code: "syntax.trailing-text",
		start,
		end: start + text.slice(start, lineEndAfter(text, start)).trimEnd().length,
		message: "the text goes on after its value has ended",
		hint: "Remove what follows, or put several jobs into one list: [ …, … ].",
	};
}

// A longer list of edits is no repair any more.
const MOST_OBJECTS = 10_000;

/** Objects one after the other, without the list around them. */
export function severalObjects(text: string, places: readonly Span[]): Mistake {
	const first = places[0]?.start ?? 0;
	const second = places[1]?.start ?? 0;
	const last = places.at(-1)?.end ?? 0;
	const closing = text.charAt(skipTrivia(text, last)) === "]" ? [] : [{ start: last, end: last, text: "]" }];
	const edits = [{ start: first, end: first, text: "[" }, ...commasBetween(text, places), ...closing];
	return {
		code: "syntax.trailing-text",
		start: second,
		end: second + 1,
		message: `${places.length} objects follow one another, but stand in no list`,
		hint: "Write [ before the first, ] after the last, and commas between them.",
		...(places.length > MOST_OBJECTS ? {} : { fix: { title: "make a list of them", edits } }),
	};
}

function commasBetween(text: string, places: readonly Span[]): readonly Edit[] {
	return places
		.slice(0, -1)
		.map(({ end }) => end)
		.filter((end) => text.charAt(skipTrivia(text, end)) !== ",")
		.map((end) => ({ start: end, end, text: "," }));
}
