import type { Effect } from "./effect.ts";

export type Dialog =
	/** A command asks; `said` is what it printed before. */
	| {
			readonly kind: "question";
			readonly task: number;
			readonly question: string;
			readonly said: readonly string[];
			readonly text: string;
	  }
	/** What the dashboard asks before it begins. */
	| {
			readonly kind: "confirm";
			readonly question: string;
			readonly lines: readonly string[];
			readonly words: readonly (readonly string[])[];
			/** What is done besides, like leaving. */
			readonly effects: readonly Effect[];
			/** Instead of yes and no; `lines` says what each key does. */
			readonly choices?: readonly DialogChoice[];
			/** The command that is about to ask, in whose place this stands until then. */
			readonly task?: number;
	  }
	/** Many objects: the number has to be typed. */
	| {
			readonly kind: "count";
			readonly question: string;
			readonly count: number;
			readonly lines: readonly string[];
			readonly text: string;
			readonly words: readonly (readonly string[])[];
	  };

export interface DialogChoice {
	readonly key: string;
	/** One word for the line of hints. */
	readonly hint: string;
	readonly words: readonly (readonly string[])[];
}
