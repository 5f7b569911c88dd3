import {
	ChronosError,
	closest,
	type Filter,
	findField,
	jobFieldNames,
	type NamedField,
	parseFilter,
	type SortKey,
} from "@chronos-job/core";

/** `name,cpus` as fields; stops at one that does not exist. */
export function readColumns(text: string): readonly NamedField[] {
	const words = wordsOf(text);
	if (words.length > 0) return words.map((word) => fieldOf("--columns", word));
	throw new ChronosError("usage.invalid", "--columns names no field", { hint: "Write fields like `name,cpus`." });
}

/** `-errors,name` as keys, the most important first. */
export function readSortKeys(text: string): readonly SortKey[] {
	return wordsOf(text).map((word) => ({
		field: fieldOf("--sort", word.replace(/^-/, "")),
		isDescending: word.startsWith("-"),
	}));
}

/** Stops at what is wrong with the expression, and says where. */
export function readFilter(text: string, now: number): Filter {
	const filter = parseFilter(text, now);
	if (!("message" in filter)) return filter;
	throw new ChronosError("usage.invalid", `--filter, column ${filter.column}: ${filter.message}`, {
		hint: filter.hint ?? "Write comparisons like `state=running and errors>0`.",
	});
}

function fieldOf(option: string, word: string): NamedField {
	const field = findField(word);
	if (field !== undefined) return field;
	const near = closest(word, jobFieldNames);
	throw new ChronosError("usage.invalid", `${option}: there is no field "${word}"`, {
		hint: near === undefined ? `There are ${jobFieldNames.join(", ")}.` : `Did you mean \`${near}\`?`,
	});
}

function wordsOf(text: string): readonly string[] {
	return text
		.split(",")
		.map((word) => word.trim())
		.filter((word) => word !== "");
}
