import type { Severity } from "../document/finding.ts";
import { syntaxCodes } from "../document/syntax-codes.ts";
import { rules } from "./rules/index.ts";

/** What stands behind the code of a finding in files alone, be it a rule or the parser. */
export function findRule(code: string): { readonly severity: Severity; readonly about: string } | undefined {
	return (
		rules.find((rule) => rule.code === code) ??
		new Map<string, (typeof syntaxCodes)[keyof typeof syntaxCodes]>(Object.entries(syntaxCodes)).get(code)
	);
}
