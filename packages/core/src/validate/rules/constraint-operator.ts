import { isOperator, meantOperator } from "../constraint-operators.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";

export const constraintOperator: Rule = {
	code: "constraint.operator",
	severity: "error",
	about: "Chronos drops a constraint because it does not know its operator.",
	check: eachJob(function* ({ draft: { constraints = [] } }) {
		for (const [index, constraint] of constraints.entries()) {
			const operator = constraint?.[1];
			if (operator === undefined || isOperator(operator)) continue;
			yield {
				path: ["constraints", index, 1],
				message: `Chronos knows no operator "${operator}" and drops the constraint${reasonFor(operator)}`,
				...adviceOn(operator, { index, isWhole: constraint?.length === 3 }),
			};
		}
	}),
};

function reasonFor(operator: string): string {
	const spreads = /^(UNIQUE|GROUP_BY|MAX_PER)$/i.test(operator);
	return spreads ? ": it spreads the instances of a service, and a job runs once at a time" : "";
}

function adviceOn(
	operator: string,
	{ index, isWhole }: { readonly index: number; readonly isWhole: boolean },
): Pick<Remark, "hint" | "fix"> {
	const meant = meantOperator(operator);
	if (meant === undefined || !isWhole) return { hint: 'Remove the constraint, or use "EQUALS", "LIKE" or "UNLIKE".' };
	return {
		hint: `Write "${meant}".`,
		fix: {
			title: `Write "${meant}"`,
			changes: [{ path: ["constraints", index, 1], change: { kind: "set", value: meant } }],
		},
	};
}
