import { isOperator } from "../constraint-operators.ts";
import { formatValue } from "../format-value.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";
import { valueAt } from "../value-at.ts";

const shape = '["hostname", "LIKE", "gpu-.*"]';

export const constraintArity: Rule = {
	code: "constraint.arity",
	severity: "error",
	about: "A constraint is not a list of attribute, operator and value.",
	check: eachJob(function* ({ flaws, draft: { constraints }, value }) {
		const written = flaws.length === 0 ? constraints : valueAt(value, ["constraints"]);
		if (!Array.isArray(written)) return;
		if (isFlat(written)) {
			yield flatRemark(written);
			return;
		}
		for (const [index, constraint] of written.entries()) {
			const message = problemOf(constraint);
			if (message !== undefined)
				yield { path: ["constraints", index], message, hint: `Write all three parts, as in ${shape}.` };
		}
	}),
};

/** One constraint where a list of them belongs. */
function isFlat(written: readonly unknown[]): boolean {
	return written.length > 0 && written.every((part) => typeof part === "string") && isOperator(String(written[1]));
}

function flatRemark(written: readonly unknown[]): Remark {
	return {
		path: ["constraints"],
		message: "constraints is one constraint, where Chronos takes a list of them, and answers with status 500",
		hint: `Write [${JSON.stringify(written)}].`,
		fix: { title: "Put it in a list", changes: [{ path: ["constraints"], change: { kind: "set", value: [written] } }] },
	};
}

function problemOf(constraint: unknown): string | undefined {
	if (constraint === null) return undefined;
	if (!Array.isArray(constraint))
		return `a constraint is ${formatValue(constraint)} instead of a list, and Chronos answers with status 500`;
	if (constraint.length > 3)
		return `a constraint has ${constraint.length} parts, of which Chronos reads the first three`;
	// With an operator that Chronos does not know, it never comes to the missing value.
	const needsValue = constraint.length === 2 && isOperator(String(constraint[1]));
	if (constraint.length > 1 && !needsValue) return undefined;
	return `a constraint has ${constraint.length} of three parts, and Chronos answers with status 500`;
}
