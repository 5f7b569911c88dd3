import { shortHash } from "../short-hash.ts";
import type { Params } from "./params.ts";

/**
 * A legal name for the job of every row: the template's with its placeholders filled in, or with all values behind it.
 * A row keeps its name when others come and go.
 */
export function sweepNames(template: string, { names, rows }: Params): readonly string[] {
	const isPattern = names.some((name) => placeholderOf(name).test(template));
	const wishes = rows.map((row) => (isPattern ? filled(template, names, row) : appended(template, names, row)));
	const counts = Map.groupBy(wishes, ({ text }) => text);
	return wishes.map(({ text, isFaithful }, index) =>
		isFaithful && counts.get(text)?.length === 1 && text.length <= longest
			? text
			: marked(text, JSON.stringify([names, rows[index]])),
	);
}

/** What a template's jobs are called together: its name without the placeholders. */
export function groupName(template: string): string {
	const bare = template
		.replaceAll(anyPlaceholder, "")
		.replaceAll(/[^\w.-]+/g, "-")
		.replaceAll(/[-._]{2,}/g, (run) => run.charAt(0))
		.replaceAll(/^[-._]+|[-._]+$/g, "");
	return bare === "" ? "sweep" : bare.slice(0, longest);
}

/** Short enough for a task id with arguments (contract §5.2). */
const longest = 120;

const anyPlaceholder = /\{\{[^{}]*\}\}/g;

function placeholderOf(name: string): RegExp {
	return new RegExp(String.raw`\{\{\s*${name}\s*\}\}`, "g");
}

interface Wish {
	readonly text: string;
	/** Whether every value can be read in it as it is. */
	readonly isFaithful: boolean;
}

function filled(template: string, names: readonly string[], row: readonly string[]): Wish {
	const values = row.map(legalValue);
	const used = names.map((name) => placeholderOf(name).test(template));
	return {
		text: names.reduce((text, name, index) => text.replaceAll(placeholderOf(name), values[index] ?? ""), template),
		isFaithful: values.every((value, index) => used[index] !== true || value === row[index]),
	};
}

function appended(template: string, names: readonly string[], row: readonly string[]): Wish {
	const values = row.map(legalValue);
	const pieces = values.map((value, index) => piece(names[index] ?? "", value));
	return { text: [template, ...pieces].join("."), isFaithful: values.every((value, index) => value === row[index]) };
}

/** Only letters, digits, `_`, `.` and `-` are allowed (contract §3.1). */
function legalValue(value: string): string {
	const legal = value
		.normalize("NFKD")
		.replaceAll(/\p{M}/gu, "")
		.replaceAll(/[^\w.-]+/g, "-");
	return legal.replaceAll(/^-+(?!\d)|-+$/g, "") || "none";
}

/** `lr0.1`, but `opt_adam` and `layer2_5`. */
function piece(name: string, value: string): string {
	const isPlain = /[A-Za-z]$/.test(name) && /^-?[\d.]/.test(value);
	return isPlain ? `${name}${value}` : `${name}_${value}`;
}

function marked(text: string, row: string): string {
	const mark = shortHash(row);
	return `${text.slice(0, longest - mark.length - 1)}-${mark}`;
}
