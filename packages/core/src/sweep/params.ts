/** The parameters of a sweep and the values they take: a row for every job. */
export interface Params {
	readonly names: readonly string[];
	/** Of each row as many values as there are names, in their order. */
	readonly rows: readonly (readonly string[])[];
}

/** What keeps a text from being read as parameters. */
export interface ParamProblem {
	readonly message: string;
	readonly hint: string;
	/** Both from 1, where the text is a file. */
	readonly place?: { readonly line: number; readonly column: number };
}

export type ParsedParams =
	| { readonly kind: "params"; readonly params: Params }
	| { readonly kind: "problem"; readonly problem: ParamProblem };

/** More jobs than that are a mistake in a range, and no server would thank for them. */
export const mostRows = 100_000;

/** The name of a parameter, as `{{name}}` can say it. */
export function isParamName(text: string): boolean {
	return /^(?!(?:end|else)$)[A-Za-z_][\w-]*$/.test(text);
}

export function problem(message: string, hint: string): Extract<ParsedParams, { readonly kind: "problem" }> {
	return { kind: "problem", problem: { message, hint } };
}
