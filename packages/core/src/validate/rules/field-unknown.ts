import { isCounter } from "../counter-fields.ts";
import { differenceOf, isOneEdit } from "../difference.ts";
import { isEnvironmentMistake } from "../environment-entry.ts";
import { findForeignField } from "../foreign-fields.ts";
import { formatPath } from "../format-path.ts";
import { findMeantField, type UnknownFlaw } from "../meant-field.ts";
import { isMisspelling } from "../misspelt-field.ts";
import { renameFix } from "../rename-fix.ts";
import { eachJob, type Rule } from "../rule.ts";

export const fieldUnknown: Rule = {
	code: "field.unknown",
	severity: "warning",
	about: "A field has a name that Chronos does not know.",
	check: eachJob(function* ({ flaws, value }) {
		for (const flaw of flaws) {
			if (flaw.problem !== "unknown" || isSaidElsewhere(flaw, value) || isComment(flaw.field)) continue;
			if (isMisspelling(flaw, flaws)) continue;
			const meant = findMeantField(flaw);
			const isSure = meant !== undefined && isNearly(flaw.field, meant.name);
			const fix = isSure ? renameFix(flaw, meant, value) : undefined;
			yield {
				path: flaw.path,
				at: "key",
				message: `"${formatPath(flaw.path)}" is not a field of a job, so Chronos ignores it`,
				hint: meant === undefined ? "Remove it, or correct its name." : `Write "${meant.name}" if that is meant.`,
				...(fix && { fix }),
			};
		}
	}),
};

function isSaidElsewhere(flaw: UnknownFlaw, job: unknown): boolean {
	return isCounter(flaw) || isEnvironmentMistake(flaw, job) || findForeignField(flaw.path) !== undefined;
}

/** JSON has no comments, so people write them as fields. */
function isComment(field: string): boolean {
	return /^(?:[_$#]|\/\/|x-|comments?$|notes?$)/i.test(field);
}

function isNearly(written: string, name: string): boolean {
	return isOneEdit(differenceOf(written.toLowerCase(), name.toLowerCase()));
}
