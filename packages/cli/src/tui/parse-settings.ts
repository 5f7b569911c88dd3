import { closest, parseJson } from "@chronos-job/core";
import type { Settings } from "@chronos-job/tui";
import { settingFields } from "./settings-fields.ts";

export interface ParsedSettings {
	/** What could be understood. */
	readonly settings: Partial<Settings>;
	/** Sentences that begin with their places. */
	readonly problems: readonly string[];
}

/** Reads what somebody wrote into `tui.json`: JSON, with comments; what is wrong there is left out and told. */
export function parseSettings(text: string, source: string): ParsedSettings {
	if (text.trim() === "") return { settings: {}, problems: [] };
	const document = parseJson(text, source);
	const [value] = document.values;
	const broken = document.findings.find(({ severity, code }) => severity === "error" && !tolerated.has(code));
	if (broken !== undefined || !isObject(value)) {
		const { line, column } = broken?.range.start ?? { line: 1, column: 1 };
		return {
			settings: {},
			problems: [`${source}:${line}:${column}: ${broken?.message ?? "the settings are no object"}`],
		};
	}
	const read = Object.entries(value).map(([name, each]) => ({ name, ...readField(name, each) }));
	const problems = read.flatMap(({ name, problem }) => {
		if (problem === undefined) return [];
		const { line, column } = document.rangeOf(0, [name], "key").start;
		return [`${source}:${line}:${column}: ${problem}`];
	});
	return { settings: Object.assign({}, ...read.map(({ settings }) => settings)), problems };
}

const tolerated: ReadonlySet<string> = new Set(["syntax.trailing-comma", "syntax.comment"]);

function readField(
	name: string,
	value: unknown,
): { readonly settings?: Partial<Settings> | undefined; readonly problem?: string } {
	if (name === "$schema") return {};
	const field = new Map(Object.entries(settingFields)).get(name);
	if (field === undefined) {
		const near = closest(name, Object.keys(settingFields));
		return { problem: `there is no setting "${name}"${near === undefined ? "" : `; there is "${near}"`}` };
	}
	const settings = field.read(value);
	return settings === undefined ? { problem: `"${name}" is not what it should be. ${field.hint}` } : { settings };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
