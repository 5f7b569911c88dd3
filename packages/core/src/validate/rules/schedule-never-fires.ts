import { eachJob, type Rule } from "../rule.ts";

export const scheduleNeverFires: Rule = {
	code: "schedule.never-fires",
	severity: "warning",
	about: "A schedule without repetitions never fires by itself.",
	check: eachJob(function* ({ draft, schedule }) {
		// Chronos itself leaves R0 behind and disables the job when the last run succeeds.
		if (schedule?.repeat !== 0 || draft.disabled === true) return;
		yield {
			path: ["schedule"],
			message: "a schedule with R0 never fires by itself, and the first start by hand makes it endless",
			hint: 'Write "R1" for one run, or "R/2100-01-01T00:00:00Z/P1Y" for a job that is only started by hand.',
		};
	}),
};
