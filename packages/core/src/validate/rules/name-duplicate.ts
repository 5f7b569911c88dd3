import type { Rule } from "../rule.ts";

export const nameDuplicate: Rule = {
	code: "name.duplicate",
	severity: "error",
	about: "Two jobs in the files have the same name.",
	*check(jobs) {
		const seen = new Map<string, number>();
		for (const [job, { draft }] of jobs.entries()) {
			if (draft.name === undefined) continue;
			const first = seen.get(draft.name);
			if (first === undefined) seen.set(draft.name, job);
			else
				yield {
					job,
					path: ["name"],
					message: `another job is called "${draft.name}" too`,
					related: { job: first, path: ["name"] },
					hint: "Give each job its own name: the one sent last replaces the other.",
				};
		}
	},
};
