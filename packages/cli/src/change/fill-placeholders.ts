import type { Path } from "@chronos-job/core";
import { fieldValue } from "./field-value.ts";

export interface Filling {
	readonly path: Path;
	readonly value: unknown;
}

export interface Filled {
	/** What the texts with placeholders become. */
	readonly fillings: readonly Filling[];
	/** The names of placeholders that got a value. */
	readonly used: ReadonlySet<string>;
	/** The names of placeholders that nobody has given a value. */
	readonly missing: ReadonlySet<string>;
}

/** Puts values in the place of `{{name}}` in all texts of a job. */
export function fillPlaceholders(job: unknown, values: ReadonlyMap<string, string>): Filled {
	const found = [...textsIn(job, [])].map(({ path, text }) => ({ path, text, names: namesIn(text) }));
	const names = new Set(found.flatMap((each) => each.names));
	return {
		fillings: found
			.filter((each) => each.names.some((name) => values.has(name)))
			.map(({ path, text }) => ({ path, value: filled(path, text, values) })),
		used: new Set([...names].filter((name) => values.has(name))),
		missing: new Set([...names].filter((name) => !values.has(name))),
	};
}

// `{{.Names}}` and `{{json .}}` belong to programs with templates of their own, such as docker; so do these words.
const placeholder = /\{\{\s*(?!(?:end|else)\b)([A-Za-z_][\w-]*)\s*\}\}/g;

function namesIn(text: string): readonly string[] {
	return [...text.matchAll(placeholder)].map(([, name = ""]) => name);
}

function filled(path: Path, text: string, values: ReadonlyMap<string, string>): unknown {
	const result = text.replaceAll(placeholder, (whole, name: string) => values.get(name) ?? whole);
	const isNothingElse = /^\{\{[^{}]*\}\}$/.test(text);
	return isNothingElse && path.length === 1 ? fieldValue(path, result) : result;
}

interface Text {
	readonly path: Path;
	readonly text: string;
}

function* textsIn(value: unknown, path: Path): Generator<Text> {
	if (typeof value === "string") {
		if (value.includes("{{")) yield { path, text: value };
		return;
	}
	if (typeof value !== "object" || value === null) return;
	const items: Iterable<readonly [string | number, unknown]> = Array.isArray(value)
		? value.entries()
		: Object.entries(value);
	for (const [step, item] of items) yield* textsIn(item, [...path, step]);
}
