import { isEnvironmentMistake } from "../environment-entry.ts";
import type { TypeFlaw } from "../flaws.ts";
import { formatPath } from "../format-path.ts";
import { formatValue } from "../format-value.ts";
import { readLosslessly } from "../lossless.ts";
import { misreadingOf } from "../misreading.ts";
import { repairValue } from "../repair-value.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";

const wanted: Readonly<Record<string, string>> = {
	string: "a text",
	boolean: "true or false",
	number: "a number",
	integer: "a whole number",
	array: "a list",
	object: "an object",
};

export const fieldType: Rule = {
	code: "field.type",
	severity: "error",
	about: "A field has the wrong type, and Chronos would read something else from it.",
	check: eachJob(function* ({ flaws, value }) {
		for (const flaw of flaws) {
			if (flaw.problem !== "type" || isSaidElsewhere(flaw, value) || readLosslessly(flaw) !== undefined) continue;
			yield {
				path: flaw.path,
				message: `${formatPath(flaw.path)} is ${formatValue(flaw.actual)}, which Chronos ${misreadingOf(flaw)}`,
				...adviceOn(flaw),
			};
		}
	}),
};

/** Nulls, misshapen constraints and misshapen variables have rules of their own. */
function isSaidElsewhere(flaw: TypeFlaw, job: unknown): boolean {
	if (flaw.actual === null || isEnvironmentMistake(flaw, job)) return true;
	return flaw.path[0] === "constraints" && flaw.path.length === 2;
}

function adviceOn(flaw: TypeFlaw): Pick<Remark, "hint" | "fix"> {
	const value = repairValue(flaw);
	if (value === undefined) return { hint: `Write ${wanted[flaw.expected] ?? "what the field takes"}.` };
	const written = JSON.stringify(value);
	return {
		hint: `Write ${written}.`,
		fix: { title: `Write ${written}`, changes: [{ path: flaw.path, change: { kind: "set", value } }] },
	};
}
