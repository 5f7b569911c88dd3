import { eachJob, type Remark, type Rule } from "../rule.ts";

export const parentsEmpty: Rule = {
	code: "parents.empty",
	severity: "error",
	about: "The list of parents is empty, which makes the job a child all the same.",
	check: eachJob(function* ({ draft: { parents, schedule } }) {
		if (parents?.length !== 0) return;
		yield {
			path: ["parents"],
			message: "the list of parents is empty, and Chronos refuses a child without parents",
			...adviceFor(schedule),
		};
	}),
};

function adviceFor(schedule: string | undefined): Pick<Remark, "hint" | "fix"> {
	if (schedule === undefined) return { hint: 'Name a parent, or write "schedule" instead.' };
	return {
		hint: 'Leave "parents" out.',
		fix: { title: 'Remove "parents"', changes: [{ path: ["parents"], change: { kind: "remove" } }] },
	};
}
