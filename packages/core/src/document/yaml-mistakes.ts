import type { YAMLError } from "yaml";
import { lineStartBefore } from "./json-characters.ts";
import type { Mistake } from "./mistakes.ts";
import { mention } from "./shown-text.ts";
import { wordsFor } from "./yaml-words.ts";

/** What the YAML parser found, in our words where we have better ones; of several on one line only the first. */
export function yamlMistakes(text: string, errors: readonly YAMLError[]): readonly Mistake[] {
	const mistakes: Mistake[] = [];
	for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
		const last = mistakes.at(-1);
		const mistake = mistakeOf(error, text);
		if (last === undefined || /[\r\n]/u.test(text.slice(last.start, mistake.start))) mistakes.push(mistake);
		if (mistakes.length > MOST) break;
	}
	return mistakes;
}

const MOST = 60;
const strayLine = {
	message: "this line belongs to nothing above it",
	hint: "Indent it like the lines it belongs to.",
};

function mistakeOf({ code, pos, message }: YAMLError, text: string): Mistake {
	const start = Math.min(pos[0], text.length);
	const end = Math.max(start, Math.min(pos[1], text.length));
	if (code === "RESOURCE_EXHAUSTION") return tooDeepYaml(start, end);
	const isFirst = text.slice(lineStartBefore(text, start), start).trim() === "";
	return {
		code: code === "TAB_AS_INDENT" ? "syntax.tab-indent" : "syntax.yaml",
		start,
		end,
		...(isFirst && message.endsWith("at node end") ? strayLine : wordsFor(message, text.slice(start, end))),
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
	// The parser calls itself for every level.
	if (error instanceof RangeError) return tooDeepYaml(0, 0);
	const message = `the text cannot be read as YAML: ${mention(error instanceof Error ? error.message : String(error), 120)}`;
	return { code: "syntax.yaml", start: 0, end: 0, message };
}
