import { fetchFields, javaDouble, jobFields } from "@chronos-job/schemas";

/** Changes a value while JSON is read; the text tells a number as it stood there. */
export type Revive = (name: string, value: unknown, written?: { readonly source?: string }) => unknown;

/** Makes of every number in a job what Chronos makes of it; JavaScript no longer knows 1.0 from 1 (contract §2.1). */
export const reviveJobNumber: Revive = (name, value, written) => {
	// Nothing but the whole body has no name.
	if (typeof value !== "number" || name === "") return value;
	const { source = String(value) } = written ?? {};
	if (flags.has(name)) return !decimal.test(source) && value !== 0;
	if (numbers.has(name)) return Math.max(-Number.MAX_VALUE, Math.min(value, Number.MAX_VALUE));
	if (decimal.test(source)) return javaDouble(value);
	return Number.isSafeInteger(value) ? value : source;
};

const decimal = /[.eE]/;

const flags = namesOf(["flag"]);
const numbers = new Set([...namesOf(["integer", "double"]), "hostPort", "containerPort"]);

function namesOf(kinds: readonly string[]): ReadonlySet<string> {
	return new Set([...jobFields, ...fetchFields].filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name));
}
