import type { ConfigFile } from "@chronos-job/schemas";
import type { JobDocument } from "../document/job-document.ts";
import { parseJson } from "../document/parse-json.ts";
import { type ConfigProblem, configProblems, isConfigFile } from "./config-problems.ts";

export interface ParsedConfig {
	/** Empty when there are problems. */
	readonly config: ConfigFile;
	/** The first as a sentence that begins with its place. */
	readonly problem: { readonly message: string; readonly hint: string } | undefined;
	/** The text as it was written, to be edited. */
	readonly document: JobDocument;
}

/** Reads the file of contexts: JSON, with comments and commas that separate nothing. */
export function parseConfig(text: string, source: string): ParsedConfig {
	const document = parseJson(text, source);
	const value = text.trim() === "" ? {} : document.values[0];
	const broken = text.trim() === "" ? undefined : syntaxProblem(document);
	if (broken === undefined && isConfigFile(value)) return { config: value, problem: undefined, document };
	const [first] = configProblems(value);
	return { config: {}, problem: broken ?? (first && placed(document, first)), document };
}

/** In our own words: those of a finding may repeat what stands there, and that may be a secret. */
function syntaxProblem(document: JobDocument): ParsedConfig["problem"] {
	const finding = document.findings.find(({ severity, code }) => severity === "error" && !tolerated.has(code));
	if (finding === undefined) return undefined;
	const { line, column } = finding.range.start;
	return {
		message: `${document.source}:${line}:${column} is not JSON (${finding.code})`,
		hint: "Mend the file at this place.",
	};
}

const tolerated: ReadonlySet<string> = new Set(["syntax.trailing-comma", "syntax.comment"]);

function placed(document: JobDocument, { path, message, hint }: ConfigProblem): ParsedConfig["problem"] {
	const { line, column } = document.rangeOf(
		0,
		path,
		path.length > 0 && message.startsWith("there is no") ? "key" : "value",
	).start;
	return { message: `${document.source}:${line}:${column}: ${message}`, hint };
}
