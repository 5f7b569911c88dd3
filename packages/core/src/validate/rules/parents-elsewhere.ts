import { isPossibleParent } from "../possible-parent.ts";
import type { Rule } from "../rule.ts";

export const parentsElsewhere: Rule = {
	code: "parents.elsewhere",
	severity: "note",
	about: "A parent is not in these files, and no server was asked for it.",
	*check(jobs, { server }) {
		if (server !== undefined) return;
		const names = new Set(jobs.map(({ draft }) => draft.name));
		for (const [job, { draft }] of jobs.entries()) {
			for (const [index, parent] of (draft.parents ?? []).entries()) {
				if (parent === undefined || names.has(parent) || !isPossibleParent(parent)) continue;
				yield {
					job,
					path: ["parents", index],
					message: `"${parent}" is not in these files, so it must already be on the server`,
					hint: "Check the file against the server before you send it.",
				};
			}
		}
	},
};
