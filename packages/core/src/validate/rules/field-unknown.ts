import { isCounter } from "../counter-fields.ts";
import { differenceOf, isOneEdit } from "../difference.ts";
import { isEnvironmentMistake } from "../environment-entry.ts";
import { findForeignField } from "../foreign-fields.ts";
import { formatPath } from "../format-path.ts";
import { findMeantField, type KnownField, type UnknownFlaw } from "../meant-field.ts";
import { isMisspelling } from "../misspelt-field.ts";
import { adviceAgainstRenaming, renameFix } from "../rename-fix.ts";
import { findWrapping } from "../wrapped-jobs.ts";
import { eachJob, type ReadJob, type Rule } from "../rule.ts";

export const fieldUnknown: Rule = {
	code: "field.unknown",
	severity: "warning",
	about: "A field has a name that Chronos does not know.",
	check: eachJob(function* (job) {
		const { flaws, value } = job;
		if (flaws.length === 0 || findWrapping(job) !== undefined) return;
		for (const flaw of flaws) {
			if (flaw.problem !== "unknown" || isSaidElsewhere(flaw, job) || isComment(flaw.field)) continue;
			const meant = findMeantField(flaw);
			const isSure = meant !== undefined && isNearly(flaw.field, meant.name);
			const fix = isSure ? renameFix(flaw, meant, value) : undefined;
			yield {
				path: flaw.path,
				at: "key",
				message: `"${formatPath(flaw.path)}" is not a field of a job, so Chronos ignores it`,
				hint: adviceOn(flaw, meant, value),
				...(fix && { fix }),
			};
		}
	}),
};

function adviceOn(flaw: UnknownFlaw, meant: KnownField | undefined, job: unknown): string {
	if (meant === undefined) return "Remove it, or correct its name.";
	return adviceAgainstRenaming(flaw, meant, job) ?? `Write "${meant.name}" if that is meant.`;
}

function isSaidElsewhere(flaw: UnknownFlaw, { flaws, value, isWhole }: ReadJob): boolean {
	// With a bracket out of place a field stands where it was not written.
	if (!isWhole && flaw.path.length > 1) return true;
	if (isCounter(flaw) || isEnvironmentMistake(flaw, value) || isMisspelling(flaw, flaws)) return true;
	return findForeignField(flaw.path) !== undefined;
}

/** JSON has no comments, so people write them as fields. */
function isComment(field: string): boolean {
	return /^(?:[_$#]|\/\/|x-|comments?$|notes?$)/i.test(field);
}

function isNearly(written: string, name: string): boolean {
	return isOneEdit(differenceOf(written.toLowerCase(), name.toLowerCase()));
}
