import type { Flaw, TypeFlaw } from "./flaws.ts";

/** Types of which the null is the default, and the fields where it is not (contract §2.1, §2.3). */
const likeDefault: Readonly<Record<string, RegExp>> = {
	boolean: /^(?!shell$|extract$)/,
	number: /^/,
	integer: /^(?!retries$|hostPort$|containerPort$)/,
	array: /^(?!parents$)/,
	object: /^container$/,
};

export function isNull(flaw: Flaw): flaw is TypeFlaw {
	return flaw.problem === "type" && flaw.actual === null;
}

/** Whether what Chronos reads for the null happens to be what it takes for a missing field. */
export function isNullLikeDefault({ path, expected }: TypeFlaw): boolean {
	const field = path.at(-1);
	return typeof field === "string" && likeDefault[expected]?.test(field) === true;
}
