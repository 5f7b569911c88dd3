import { isYaml } from "./is-yaml.ts";
import type { JobDocument } from "./job-document.ts";
import { findUtf16 } from "./find-not-utf8.ts";
import { parseJson } from "./parse-json.ts";
import { parseYaml } from "./parse-yaml.ts";

/** Reads a job file as what its name says it is, or as what it looks like when it has no telling name. */
export function parseDocument(text: string, source: string): JobDocument {
	return findUtf16(text, source) ?? (isYaml(text, source) ? parseYaml(text, source) : parseJson(text, source));
}
