import type { Finding } from "./finding.ts";
import { readFlawlessJson } from "./flawless-json.ts";
import { formatJson } from "./format-json.ts";
import { formatYaml } from "./format-yaml.ts";
import type { JsonNodes } from "./json-nodes.ts";
import type { KeyOrder } from "./key-order.ts";
import { createLineTable } from "./line-table.ts";
import { parseDocument } from "./parse-document.ts";
import { repairJobs } from "./repair-jobs.ts";

export interface Formatted {
	/** Undefined when the text has to be repaired first. */
	readonly text: string | undefined;
	/** What keeps the text from being formatted. */
	readonly findings: readonly Finding[];
}

/** Brings a job file into its usual layout, without touching a value or losing a comment. */
export function formatDocument(text: string, source: string, layout: KeyOrder): Formatted {
	const { findings, syntax } = parseDocument(text, source);
	if (syntax === "yaml") return unlessBroken(findings, () => formatYaml(text, layout));
	const nodesOf = (): JsonNodes => readFlawlessJson(text)?.nodes ?? repairJobs(text, createLineTable(text)).nodes;
	return unlessBroken(findings, () => formatJson({ text, nodes: nodesOf() }, layout));
}

function unlessBroken(findings: readonly Finding[], format: () => string): Formatted {
	const errors = findings.filter(({ severity }) => severity === "error");
	return errors.length > 0 ? { text: undefined, findings: errors } : { text: format(), findings: [] };
}
