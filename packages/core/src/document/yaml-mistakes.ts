import type { YAMLError } from "yaml";
import type { Mistake } from "./mistakes.ts";
import { mention } from "./shown-text.ts";

const quoteIt = "Put the whole value in quotes.";
const hints: ReadonlyMap<string, string> = new Map([
	["BAD_ALIAS", "Write the name of an anchor that stands before it."],
	["BAD_DQ_ESCAPE", "Write the backslash twice, or use single quotes."],
	["BAD_INDENT", "Close the bracket, or indent the line like its neighbours."],
	["BAD_SCALAR_START", quoteIt],
	["BLOCK_AS_IMPLICIT_KEY", quoteIt],
	["BLOCK_IN_FLOW", "Write either brackets or indented lines, not both."],
	["MISSING_CHAR", "Write the missing character."],
	["MULTILINE_IMPLICIT_KEY", "Write the name of the field on one line, followed by a colon."],
	["TAB_AS_INDENT", "Indent with spaces."],
	["TAG_RESOLVE_FAILED", "Remove the tag."],
	["UNEXPECTED_TOKEN", quoteIt],
]);

/** What the YAML parser found, in our words where we have better ones; of several on one line only the first. */
export function yamlMistakes(text: string, errors: readonly YAMLError[]): readonly Mistake[] {
	const mistakes: Mistake[] = [];
	for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
		const last = mistakes.at(-1);
		const mistake = mistakeOf(error, text.length);
		if (last === undefined || /[\r\n]/u.test(text.slice(last.start, mistake.start))) mistakes.push(mistake);
		if (mistakes.length > MOST) break;
	}
	return mistakes;
}

const MOST = 60;

function mistakeOf({ code, pos, message }: YAMLError, length: number): Mistake {
	const start = Math.min(pos[0], length);
	const end = Math.max(start, Math.min(pos[1], length));
	if (code === "RESOURCE_EXHAUSTION") return tooDeepYaml(start, end);
	const hint = hints.get(code);
	return {
		code: code === "TAB_AS_INDENT" ? "syntax.tab-indent" : "syntax.yaml",
		start,
		end,
		message: mention(message.charAt(0).toLowerCase() + message.slice(1), 120),
		...(hint === undefined ? {} : { hint }),
	};
}

export function tooDeepYaml(start: number, end: number): Mistake {
	const message = "the text is nested too deep, and read no further";
	return { code: "syntax.too-deep", start, end, message, hint: "Write a job, which needs 5 levels at most." };
}

export function oddKey(start: number, end: number, what: string): Mistake {
	return {
		code: "syntax.yaml",
		start,
		end,
		message: `the name of a field is a text, this is ${what}`,
		hint: "Put it in quotes.",
	};
}

export function unknownAlias(start: number, end: number, name: string): Mistake {
	return {
		code: "syntax.yaml",
		start,
		end,
		message: `there is no finished anchor &${mention(name)} before this alias`,
		hint: `Write &${mention(name)} before the value that is meant.`,
	};
}

export function aliasBomb(start: number, end: number): Mistake {
	return {
		code: "syntax.yaml",
		start,
		end,
		message: "aliases blow this text up beyond all measure, and it is read no further",
		hint: "Write the values out.",
	};
}

export function unreadableYaml(error: unknown): Mistake {
	const message = `the text cannot be read as YAML: ${mention(error instanceof Error ? error.message : String(error), 120)}`;
	return { code: "syntax.yaml", start: 0, end: 0, message };
}
