import type { Build } from "@chronos-job/schemas";

/**
 * What the documentation of a rule says, beside its samples. Lives next to the rule as `<code>.samples.ts`,
 * because the program itself has no use for it.
 */
export interface RulePage {
	/** What a Chronos server does with such a job, in a few sentences. */
	readonly chronos: string;
	/** Documents without a finding of this rule. */
	readonly valid: readonly Sample[];
	readonly invalid: readonly InvalidSample[];
}

/** A document's text, or the text with what must be known beside it. */
export type Sample =
	| string
	| {
			readonly text: string;
			readonly source?: string;
			readonly serverJobs?: readonly string[];
			readonly serverBuilds?: readonly Build[];
	  };

export interface InvalidSample {
	/** Every expected range stands between « and ». */
	readonly text: string;
	readonly source?: string;
	readonly serverJobs?: readonly string[];
	readonly serverBuilds?: readonly Build[];
	/** The text after this rule's fixes; absent when the rule offers none for this sample. */
	readonly fixed?: string;
	/** Words that the message must contain. */
	readonly says?: string;
}
