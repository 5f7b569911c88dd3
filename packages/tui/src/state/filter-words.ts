/** One condition of a filter as it was typed: all of them have to be true. */
export interface FilterWord {
	readonly isNegated: boolean;
	readonly condition: FilterCondition;
}

export type FilterCondition =
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "fuzzy"; readonly text: string }
	| { readonly kind: "pattern"; readonly pattern: string }
	| { readonly kind: "field"; readonly field: string; readonly operator: string; readonly value: string };

/** Words stand apart by blanks; quotes and `/…/` keep them together. */
export function readFilterWords(text: string): readonly FilterWord[] {
	return [...text.matchAll(words)].map(([word]) => {
		const isNegated = word.startsWith("!") && word.length > 1;
		return { isNegated, condition: conditionOf(isNegated ? word.slice(1) : word) };
	});
}

const words = /!?\/(?:\\.|[^\\/])*\/|(?:"[^"]*"|[^\s"])+|"[^"]*$/g;

const comparisons = /^([A-Za-z]\w*)(!=|<=|>=|!~|[:=~<>])(.*)$/s;

function conditionOf(word: string): FilterCondition {
	if (word.startsWith("/")) return { kind: "pattern", pattern: word.replace(/^\//, "").replace(/\/$/, "") };
	if (word.startsWith("~")) return { kind: "fuzzy", text: unquoted(word.slice(1)) };
	const [, field, operator, value] = comparisons.exec(word) ?? [];
	if (field !== undefined && operator !== undefined && value !== undefined)
		return { kind: "field", field, operator, value: unquoted(value) };
	return { kind: "text", text: unquoted(word) };
}

function unquoted(text: string): string {
	return text.replaceAll('"', "");
}
