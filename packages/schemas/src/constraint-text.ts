import type { Constraint } from "./spec/placement.ts";

/** Reads `attribute:OPERATOR:value`, the way a constraint is written on a command line. */
export function parseConstraint(text: string): Constraint | undefined {
	const [, attribute, operator, value] = /^([^:]+):(EQUALS|LIKE|UNLIKE):(.*)$/s.exec(text) ?? [];
	if (attribute === undefined || value === undefined || !isOperator(operator)) return undefined;
	return [attribute, operator, value];
}

export function formatConstraint(constraint: Constraint): string {
	return constraint.join(":");
}

function isOperator(text: string | undefined): text is Constraint[1] {
	return text === "EQUALS" || text === "LIKE" || text === "UNLIKE";
}
