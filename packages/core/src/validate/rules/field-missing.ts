import { isEnvironmentMistake } from "../environment-entry.ts";
import type { Flaw } from "../flaws.ts";
import { formatPath } from "../format-path.ts";
import { adviceOnMisspelling, isCertainlyMissing } from "../misspelt-field.ts";
import { eachJob, type ReadJob, type Remark, type Rule } from "../rule.ts";

export const fieldMissing: Rule = {
	code: "field.missing",
	severity: "error",
	about: "A part of the job lacks a field that it cannot do without.",
	check: eachJob(function* (job) {
		for (const flaw of job.flaws) {
			if (flaw.problem !== "missing" || isSaidElsewhere(flaw, job)) continue;
			if (isCertainlyMissing(flaw.path, job)) yield remarkOn(flaw, job);
		}
	}),
};

/** The name, the image and the misshapen variables have rules of their own. */
function isSaidElsewhere(flaw: Flaw, { value }: ReadJob): boolean {
	const { path } = flaw;
	return path.length === 1 || (path.length === 2 && path[0] === "container") || isEnvironmentMistake(flaw, value);
}

function remarkOn({ path }: Flaw, job: ReadJob): Remark {
	const owner = path.slice(0, -1);
	const field = String(path.at(-1));
	const misspelt = adviceOnMisspelling(path, job);
	const but = misspelt === undefined ? "" : ` but "${misspelt.field}"`;
	return {
		path: owner,
		hint: `Add "${field}".`,
		...misspelt,
		message: `${formatPath(owner)} has no "${field}"${but}, and ${consequenceOf(field)}`,
	};
}

function consequenceOf(field: string): string {
	// Read as an empty address (contract §2.5).
	return field === "uri" ? "every run fails on fetching nothing" : "Chronos answers with status 500";
}
