export type Input = FilterInput | CommandInput | SearchInput;

export interface FilterInput {
	readonly kind: "filter";
	readonly text: string;
	readonly cursor: number;
	/** Which of the earlier ones is shown. */
	readonly recalled: number | undefined;
	/** What the word at the cursor could become. */
	readonly choices: readonly string[];
}

export interface CommandInput extends Omit<FilterInput, "kind"> {
	readonly kind: "command";
}

/** In the text of a pane, or `narrow` in the help. */
export interface SearchInput {
	readonly kind: "search" | "narrow";
	readonly text: string;
	readonly cursor: number;
}
