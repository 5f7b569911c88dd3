import { parseAllDocuments, visit, type Document, type YAMLError } from "yaml";
import { lineEndAfter, lineStartBefore } from "./json-characters.ts";
import type { Mistake } from "./mistakes.ts";
import { mention, quote } from "./shown-text.ts";
import { yamlMistakes } from "./yaml-mistakes.ts";
import { spanOf } from "./yaml-values.ts";
import { COLON, NOTHING, writtenText } from "./yaml-written.ts";

/** A text as it may have been meant. Every character stands where it stood, so that places stay the same. */
export interface YamlReading {
	readonly documents: readonly Document.Parsed[];
	readonly mistakes: readonly Mistake[];
	readonly isRepaired: boolean;
}

const options = {
	version: "1.2",
	schema: "core",
	// `!!binary` and `!!set` would become values that JSON does not have.
	resolveKnownTags: false,
	uniqueKeys: false,
	prettyErrors: false,
	logLevel: "silent",
} as const;

const ROUNDS = 10;
// Every round reads the whole text again.
const LARGEST = 50_000;
/** A text with more problems is better read as something else. */
const MOST_PROBLEMS = 50;

/** Reads a text, and goes on after a mistake as its author would. */
export function readYaml(text: string): YamlReading {
	const mayRepair = text.length <= LARGEST && !/[\uE000\uE001]/u.test(text);
	const found: Mistake[] = [];
	let meant = text;
	for (let round = 1; ; round += 1) {
		const documents: readonly Document.Parsed[] = parseAllDocuments(meant, options);
		const problems = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]);
		const repair =
			mayRepair && round < ROUNDS && problems.length <= MOST_PROBLEMS
				? findRepair(meant, problems, documents)
				: undefined;
		if (repair === undefined) {
			const mistakes = [...found, ...yamlMistakes(text, problems)];
			return { documents, mistakes, isRepaired: found.length > 0 };
		}
		found.push(repair.mistake);
		meant = repair.text;
	}
}

interface Repair {
	readonly text: string;
	readonly mistake: Mistake;
}

function findRepair(
	text: string,
	problems: readonly YAMLError[],
	documents: readonly Document.Parsed[],
): Repair | undefined {
	const [first] = problems.toSorted((a, b) => a.pos[0] - b.pos[0]);
	if (first === undefined) return undefined;
	const [start] = first.pos;
	if (first.message.startsWith("Missing closing")) return closeQuote(text, start, documents);
	if (first.message.endsWith("compact mappings")) return quoteValue(text, start) ?? outdent(text, start);
	return /^Implicit (?:map )?keys need/u.test(first.message) ? dropLine(text, start) : undefined;
}

/** `a: "b` ends with its line, rather than with the next quote. */
function closeQuote(text: string, offset: number, documents: readonly Document.Parsed[]): Repair | undefined {
	let opener: number | undefined;
	for (const document of documents) {
		visit(document, {
			Scalar(_, node) {
				const { start, end } = spanOf(node);
				if (start <= offset && offset <= Math.max(end, start + 1) && /["']/u.test(text.charAt(start))) opener = start;
			},
		});
	}
	if (opener === undefined) return undefined;
	const end = contentEnd(text, opener);
	const written = writtenText(text.slice(opener + 1, end));
	return {
		text: replaced(text, opener, NOTHING + withoutColons(text.slice(opener + 1, end))),
		mistake: {
			code: "syntax.yaml",
			start: opener,
			end,
			message: `the text ${quote(written)} has no closing quote`,
			hint: `Write ${text.charAt(opener)} where the text ends.`,
		},
	};
}

/** `a: b: c` is a text with a colon in it. */
function quoteValue(text: string, start: number): Repair | undefined {
	const end = contentEnd(text, start);
	const value = text.slice(start, end);
	if (!/:(?:\s|$)/u.test(value) || /^["'[{&*!|>?-]/u.test(value)) return undefined;
	const written = writtenText(value);
	return {
		text: replaced(text, start, withoutColons(value)),
		mistake: {
			code: "syntax.yaml",
			start,
			end,
			message: `the value ${mention(written)} has a colon with a blank behind it, as only the name of a field may have`,
			hint: `Write '${mention(written.replaceAll("'", "''"), 60)}'.`,
		},
	};
}

/** `a: 1`, and below it a field that is indented deeper by mistake. */
function outdent(text: string, offset: number): Repair | undefined {
	const { name, column } = fieldBefore(text, offset);
	const slip = findSlip(text, offset, column);
	if (name === undefined || slip === undefined) return undefined;
	const extra = slip.indent - column;
	const lines =
		new RegExp(`^(?:\\r?\\n(?: {${slip.indent}}[^\\r\\n]*| *(?=\\r?\\n)))+`, "u").exec(text.slice(slip.at))?.[0] ?? "";
	// The blanks go to the end of the line before.
	const moved = lines.replace(
		/(\r?\n)( +)/gu,
		(_, end: string, blanks: string) => blanks.slice(0, extra) + end + blanks.slice(extra),
	);
	return {
		text: replaced(text, slip.at, moved),
		mistake: {
			code: "syntax.yaml",
			start: slip.start,
			end: slip.end,
			message: `this line is indented deeper than ${quote(name)} above it, which has a value already`,
			hint: `Begin it in column ${column + 1}, like ${quote(name)}.`,
		},
	};
}

function fieldBefore(text: string, offset: number): { readonly name: string | undefined; readonly column: number } {
	const before = text.slice(lineStartBefore(text, offset), offset);
	const match = /^( *(?:- +)*)([^\s:#][^:#]*):[ \t]+$/u.exec(before);
	return { name: match?.[2], column: match?.[1]?.length ?? 0 };
}

interface Slip {
	/** Of the line end before it. */
	readonly at: number;
	readonly indent: number;
	/** Of its name. */
	readonly start: number;
	readonly end: number;
}

/** The first line below that has a name with a colon, when it stands further right than the column. */
function findSlip(text: string, offset: number, column: number): Slip | undefined {
	const rest = text.slice(offset);
	const match = /(\r?\n)( +)([^\s#:][^\r\n:]*):(?=\s|$)/u.exec(rest);
	const [, newline = "", indent = "", key = ""] = match ?? [];
	if (match === null || indent.length <= column || /:(?:\s|$)/u.test(rest.slice(0, match.index))) return undefined;
	const at = offset + match.index;
	const start = at + newline.length + indent.length;
	return { at, indent: indent.length, start, end: start + key.length };
}

/** A line without a colon is no field. */
function dropLine(text: string, offset: number): Repair | undefined {
	const end = contentEnd(text, offset);
	const written = writtenText(text.slice(offset, end));
	const isTight = /^[\w.-]+:\S/u.test(written);
	const isAlone = /^ *(?:- +)*$/u.test(text.slice(lineStartBefore(text, offset), offset));
	if (!isAlone || end === offset) return undefined;
	return {
		text: replaced(text, offset, "#"),
		mistake: {
			code: "syntax.yaml",
			start: offset,
			end,
			message: isTight
				? `there is no blank behind the colon of ${mention(written)}`
				: `the line ${mention(written)} has no name with a colon behind it`,
			hint: isTight
				? `Write ${mention(written.replace(":", ": "), 60)}.`
				: "Write a colon and a blank behind the name of the field.",
		},
	};
}

function withoutColons(text: string): string {
	return text.replace(/:(?=\s|$)/gu, COLON);
}

/** Where what begins here ends on its line, before a comment. */
function contentEnd(text: string, start: number): number {
	const line = text.slice(start, lineEndAfter(text, start));
	return start + line.replace(/\s#.*$/u, "").trimEnd().length;
}

function replaced(text: string, start: number, by: string): string {
	return text.slice(0, start) + by + text.slice(start + by.length);
}
