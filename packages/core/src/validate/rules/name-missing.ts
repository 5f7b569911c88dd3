import { adviceOnMisspelling, isCertainlyMissing } from "../misspelt-field.ts";
import { findWrapping } from "../wrapped-jobs.ts";
import { eachJob, type ReadJob, type Remark, type Rule } from "../rule.ts";

export const nameMissing: Rule = {
	code: "name.missing",
	severity: "error",
	about: "The job has no name.",
	check: eachJob(function* (job) {
		const isMissing = job.flaws.some(
			({ problem, path }) => problem === "missing" && path.length === 1 && path[0] === "name",
		);
		if (isMissing && isCertainlyMissing(["name"], job) && findWrapping(job) === undefined) yield remarkOn(job);
	}),
};

function remarkOn(job: ReadJob): Remark {
	const misspelt = adviceOnMisspelling(["name"], job);
	if (misspelt !== undefined) return { ...misspelt, message: `the job has no "name", but "${misspelt.field}"` };
	return {
		path: ["name"],
		message: "the job has no name",
		hint: 'Add "name", made of letters, digits, "_", "." and "-".',
	};
}
