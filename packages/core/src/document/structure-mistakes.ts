import type { Span } from "./escapes.ts";
import type { Edit } from "./finding.ts";
import type { Mistake } from "./mistakes.ts";
import type { Position } from "./position.ts";
import { mention, quote } from "./shown-text.ts";

function formatPlace({ line, column }: Position): string {
	return `${line}:${column}`;
}

export function trailingComma(start: number, end: number): Mistake {
	const message = end - start > 1 ? "these commas have nothing to separate" : "this comma has nothing to separate";
	const fix = { title: "remove the comma", edits: [{ start, end, text: "" }] };
	return { code: "syntax.trailing-comma", start, end, message, hint: "Remove it.", fix };
}

/** The range is empty, or has what stands in place of the comma. */
export function missingComma(start: number, end: number, next: string): Mistake {
	return {
		code: "syntax.missing-comma",
		start,
		end,
		message: start === end ? `there is no comma before ${mention(next)}` : `${mention(next)} separates nothing in JSON`,
		hint: start === end ? "Write a comma here." : "Write a comma instead.",
		fix: { title: "write a comma", edits: [{ start, end, text: "," }] },
	};
}

export function missingColon(start: number, end: number, key: string): Mistake {
	return {
		code: "syntax.missing-colon",
		start,
		end,
		message: `there is no colon between the field ${quote(key)} and its value`,
		hint: "Write a colon here.",
		fix: { title: "write a colon", edits: [{ start, end, text: ":" }] },
	};
}

export function missingValue(start: number, end: number, key: string): Mistake {
	return {
		code: "syntax.missing-value",
		start,
		end,
		message: `the field ${quote(key)} has no value`,
		hint: "Write its value, or remove the field.",
	};
}

export function missingKey(start: number, end: number): Mistake {
	return {
		code: "syntax.missing-key",
		start,
		end,
		message: "this value stands in an object, but has no name",
		hint: 'Write "name": before it.',
	};
}

export function unquotedKey(start: number, end: number, key: string): Mistake {
	return {
		code: "syntax.unquoted-key",
		start,
		end,
		message: `the field name ${quote(key)} stands without quotes`,
		hint: `Write ${quote(key)}.`,
		fix: { title: "put the field name in quotes", edits: [{ start, end, text: JSON.stringify(key) }] },
	};
}

export function strayText(start: number, end: number, text: string): Mistake {
	return {
		code: "syntax.bare-word",
		start,
		end,
		message: `${mention(text)} has no place here`,
		hint: "Remove it, or put the whole text in one pair of quotes.",
	};
}

export function duplicateKey(key: Span & { readonly name: string }, first: Position): Mistake {
	return {
		code: "syntax.duplicate-key",
		start: key.start,
		end: key.end,
		message: `the field ${quote(key.name)} is already there at ${formatPlace(first)}, and the last one wins`,
		hint: "Remove one of the two.",
	};
}

/** Where a bracket should have been closed, and by what edits when that is certain. */
export interface Forgotten {
	readonly bracket: string;
	readonly start: number;
	readonly before: Position;
	readonly atEnd: boolean;
	readonly edits: readonly Edit[];
}

export function unclosed({ bracket, start, before, atEnd, edits }: Forgotten): Mistake {
	const closer = bracket === "[" ? "]" : "}";
	const what = bracket === "[" ? "list" : "object";
	return {
		code: "syntax.unclosed",
		start,
		end: start + 1,
		message: atEnd
			? `this ${bracket} is never closed, the file ends at ${formatPlace(before)} as if cut off`
			: `this ${bracket} is not closed before ${formatPlace(before)}`,
		hint: `${atEnd ? "Give the whole file, or write" : "Write"} ${closer} where the ${what} ends.`,
		...(edits.length === 0 ? {} : { fix: { title: `write ${closer}`, edits } }),
	};
}

export function strayBracket(start: number, end: number, brackets: string): Mistake {
	const message = end - start > 1 ? `these ${mention(brackets)} close nothing` : `this ${brackets} closes nothing`;
	const fix = { title: "remove it", edits: [{ start, end, text: "" }] };
	return { code: "syntax.unexpected-bracket", start, end, message, hint: "Remove it.", fix };
}

export function wrongBracket(start: number, open: string, openAt: Position): Mistake {
	const closer = open === "[" ? "]" : "}";
	return {
		code: "syntax.unexpected-bracket",
		start,
		end: start + 1,
		message: `this bracket cannot close the ${open} at ${formatPlace(openAt)}`,
		hint: `Write ${closer} instead.`,
		fix: { title: `write ${closer}`, edits: [{ start, end: start + 1, text: closer }] },
	};
}

export function unopened(text: string, opener: "{" | "[", place: Span & { readonly isClosed: boolean }): Mistake {
	const { start, end, isClosed } = place;
	const closer = opener === "[" ? "]" : "}";
	const broken = /[\r\n]/u.test(text.slice(start, end)) ? "\n" : " ";
	const gap = opener === "[" ? "" : broken;
	const last = text.charAt(end - 1) === "," ? end - 1 : end;
	const closing = isClosed ? [] : [{ start: last, end, text: gap + closer }];
	const what = opener === "[" ? "elements" : "fields";
	return {
		code: "syntax.unopened",
		start,
		end: start + 1,
		message: `the ${what} from here on stand outside of any ${opener === "[" ? "list" : "braces"}`,
		hint: `Write ${opener} before the first of them${isClosed ? "" : ` and ${closer} after the last one`}.`,
		fix: { title: "write the brackets", edits: [{ start, end: start, text: opener + gap }, ...closing] },
	};
}

export function tooDeep(start: number, limit: number): Mistake {
	return {
		code: "syntax.too-deep",
		start,
		end: start + 1,
		message: `brackets are nested more than ${limit} deep, and the text is read no further`,
		hint: "Write a job, whose brackets are nested 5 deep at most.",
	};
}
