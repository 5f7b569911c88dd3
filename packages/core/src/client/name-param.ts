import { ChronosError } from "../errors.ts";

/** The parameter of a path; refuses the names that no address can carry (contract §9.11). */
export function nameParam(name: string): { readonly name: string } {
	if (name !== "" && name !== "." && name !== "..") return { name };
	throw new ChronosError("usage.invalid", `${JSON.stringify(name)} cannot be the name of a job`, {
		hint: "Use letters, digits, `_`, `-` and `.`, and more than dots.",
	});
}
