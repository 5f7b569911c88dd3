import { meantVariables } from "../environment-entry.ts";
import { findForeignField } from "../foreign-fields.ts";
import { formatPath } from "../format-path.ts";
import { findMeantField, type UnknownFlaw } from "../meant-field.ts";
import { isMisspelling } from "../misspelt-field.ts";
import { adviceAgainstRenaming, renameFix } from "../rename-fix.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";

export const fieldForeign: Rule = {
	code: "field.foreign",
	severity: "warning",
	about: "A field belongs to another program or to another version of Chronos.",
	check: eachJob(function* ({ flaws, value }) {
		for (const flaw of flaws) {
			const foreign = flaw.problem === "unknown" ? findForeignField(flaw.path) : undefined;
			if (flaw.problem !== "unknown" || foreign === undefined || isMisspelling(flaw, flaws)) continue;
			const fix = fixOf(flaw, value);
			yield {
				path: flaw.path,
				at: "key",
				message: `"${formatPath(flaw.path)}" comes from ${foreign.origin}, and Chronos 3.x ignores it`,
				hint: adviceOn(flaw, value) ?? foreign.instead,
				...(fix && { fix }),
			};
		}
	}),
};

function adviceOn(flaw: UnknownFlaw, job: unknown): string | undefined {
	const field = findMeantField(flaw);
	return field && adviceAgainstRenaming(flaw, field, job);
}

function fixOf(flaw: UnknownFlaw, job: unknown): Remark["fix"] {
	const field = findMeantField(flaw);
	if (field === undefined) return undefined;
	const variables = field.name === "environmentVariables" ? meantVariables(flaw.actual) : undefined;
	const fix = renameFix({ ...flaw, actual: variables ?? flaw.actual }, field, job);
	if (fix === undefined || variables === undefined) return fix;
	return { ...fix, changes: [...fix.changes, { path: flaw.path, change: { kind: "set", value: variables } }] };
}
