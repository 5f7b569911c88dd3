import { closest } from "../../closest.ts";
import type { Remark, Rule } from "../rule.ts";

/** To look for a likely name costs a pass over all of them, so only the first findings get one. */
const mostSuggestions = 20;

export const parentsMissing: Rule = {
	code: "parents.missing",
	severity: "error",
	about: "A parent is neither in the files nor on the server.",
	*check(jobs, { server }) {
		if (server === undefined) return;
		const names = new Set([...server.jobs, ...jobs.flatMap(({ draft }) => draft.name ?? [])]);
		let found = 0;
		for (const [job, { draft }] of jobs.entries()) {
			for (const [index, parent] of (draft.parents ?? []).entries()) {
				if (parent === undefined || names.has(parent) || !/^[\w.-]+$/.test(parent)) continue;
				const likely = found < mostSuggestions ? closest(parent, names) : undefined;
				found += 1;
				yield { job, path: ["parents", index], ...remarkOn(parent, likely) };
			}
		}
	},
};

function remarkOn(parent: string, likely: string | undefined): Pick<Remark, "message" | "hint"> {
	return {
		message: `the parent "${parent}" is neither in the files nor on the server, so Chronos would hide the job`,
		hint: likely === undefined ? `Create "${parent}" first.` : `Write "${likely}", or create "${parent}" first.`,
	};
}
