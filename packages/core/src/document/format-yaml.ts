import { Lexer } from "yaml";
import { isEqual } from "./is-equal.ts";
import type { KeyOrder } from "./key-order.ts";
import { createLineTable } from "./line-table.ts";
import { readYamlJobs } from "./yaml-jobs.ts";
import { sortYaml } from "./yaml-sort.ts";

/** Puts the fields of a text without mistakes in order; as they are when that would change a value or never settle. */
export function formatYaml(text: string, layout: KeyOrder): string {
	const newline = text.includes("\r\n") ? "\r\n" : "\n";
	const whole = text.replace(/^\uFEFF/u, "").trimEnd() + newline;
	const sorted = sortYaml(whole, layout);
	const isSettled = saysTheSame(text, sorted) && sortYaml(sorted, layout) === sorted;
	if (isSettled) return sorted;
	return saysTheSame(text, whole) ? whole : text;
}

function saysTheSame(before: string, after: string): boolean {
	const [one, other] = [before, after].map((text) => readYamlJobs(text, createLineTable(text)));
	const isSound = other !== undefined && other.mistakes.length === 0;
	return isSound && isEqual(one?.values, other.values) && isEqual(commentsOf(before), commentsOf(after));
}

function commentsOf(text: string): readonly string[] {
	return [...new Lexer().lex(text)]
		.filter((token) => token.startsWith("#"))
		.map((comment) => comment.trim())
		.toSorted();
}
