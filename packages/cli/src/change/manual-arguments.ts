import { ChronosError } from "@chronos-job/core";
import { shellQuote } from "../local/shell-quote.ts";

export interface ManualArguments {
	readonly words: readonly string[];
	/** Whether a shell reads them; otherwise they are taken as they stand. */
	readonly isShell: boolean;
	/** Whether a server of ours takes them, which puts up with more. */
	readonly isOurs: boolean;
}

/** The text that starts a job with words of its own; stops at what a server would drop or mangle. */
export function formatArguments({ words, isShell, isOurs }: ManualArguments): string | undefined {
	if (words.length === 0) return undefined;
	const text = words.map((word) => (isShell ? shellQuote(word) : word)).join(" ");
	const flaw = flaws.find(({ pattern, harmless }) => pattern.test(text) && !(isOurs && harmless === "ours"));
	if (flaw === undefined) return text;
	throw new ChronosError("usage.invalid", `the arguments hold ${flaw.what}`, {
		hint: "Write it into the command of a job of its own.",
	});
}

// They become part of the task id (contract §5.2).
const flaws = [
	{
		pattern: /[\n\r\u0085\u2028\u2029]/,
		what: "a line break, with which the server loses the run",
		harmless: "nowhere",
	},
	{ pattern: /;/, what: "a semicolon, which the server takes out", harmless: "nowhere" },
	{ pattern: /\//, what: "a slash, with which Mesos refuses the task and the job stays queued", harmless: "ours" },
] as const;
