import { ChronosError, type JobDocument } from "@chronos-job/core";
import { fillPlaceholders } from "./fill-placeholders.ts";
import { readSettings, type Setting } from "./parse-setting.ts";
import { withField } from "./with-field.ts";

/** What a command line changes in the jobs of its files. */
export interface Shaping {
	readonly set: readonly string[];
	readonly param: readonly string[];
	readonly name: string | undefined;
}

/** The documents with their fields set, their job renamed and their placeholders filled in, in that order. */
export function shapeDocuments(documents: readonly JobDocument[], shaping: Shaping): readonly JobDocument[] {
	// What was saved from a text with mistakes is not all of it: those are told first.
	if (documents.some(({ findings }) => findings.some(({ severity }) => severity === "error"))) return documents;
	const named = shaping.name === undefined ? [] : [nameSetting(documents, shaping.name)];
	const settings = [...readSettings(shaping.set), ...named];
	const set = documents.map((document) => withSettings(document, settings));
	return shaping.param.length > 0 ? withParams(set, readParams(shaping.param)) : set;
}

function nameSetting(documents: readonly JobDocument[], name: string): Setting {
	const jobs = documents.reduce((sum, { values }) => sum + values.length, 0);
	if (jobs === 1) return { path: ["name"], value: name };
	throw new ChronosError("usage.invalid", `--name is for one job, and there are ${jobs} in the files`, {
		hint: "Name one file with one job.",
	});
}

/** By name; stops at what is no `name=value`. */
function readParams(texts: readonly string[]): ReadonlyMap<string, string> {
	return new Map(
		texts.map((text) => {
			const [, name, value] = /^([A-Za-z_][\w-]*)=(.*)$/s.exec(text) ?? [];
			if (name !== undefined && value !== undefined) return [name, value] as const;
			throw new ChronosError("usage.invalid", `--param "${text}" does not say which placeholder gets which value`, {
				hint: "Write it like `--param seed=7` for {{seed}}.",
			});
		}),
	);
}

function withParams(documents: readonly JobDocument[], params: ReadonlyMap<string, string>): readonly JobDocument[] {
	const filled = documents.map(({ values }) => values.map((value) => fillPlaceholders(value, params)));
	const all = filled.flat();
	refuseMissing(new Set(all.flatMap(({ missing }) => [...missing])));
	refuseUnused(params, new Set(all.flatMap(({ used }) => [...used])));
	return documents.map((document, index) => {
		const places = (filled[index] ?? []).flatMap(({ fillings }, job) => fillings.map((each) => ({ job, ...each })));
		return places.reduce(withField, document);
	});
}

function refuseMissing(missing: ReadonlySet<string>): void {
	if (missing.size === 0) return;
	const names = [...missing].map((name) => `{{${name}}}`).join(", ");
	throw new ChronosError("usage.invalid", `nobody has said what to write for ${names}`, {
		hint: `Give ${[...missing].map((name) => `--param ${name}=…`).join(" ")}.`,
	});
}

function refuseUnused(params: ReadonlyMap<string, string>, used: ReadonlySet<string>): void {
	const unused = [...params.keys()].filter((name) => !used.has(name));
	if (unused.length === 0) return;
	throw new ChronosError("usage.invalid", `no job has a place for ${unused.map((name) => `{{${name}}}`).join(", ")}`, {
		hint: "Write {{name}} where the value belongs, or leave the option out.",
	});
}

function withSettings(document: JobDocument, settings: readonly Setting[]): JobDocument {
	const places = document.values.flatMap((_, job) => settings.map((setting) => ({ job, ...setting })));
	return places.reduce(withField, document);
}
