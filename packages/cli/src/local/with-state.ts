import { shellQuote } from "./shell-quote.ts";

/** A text whose commands act on the state directory that was asked for, if any was. */
export function withState(text: string, asked: string | undefined): string {
	if (asked === undefined || asked === "") return text;
	return text.replaceAll(/\bchronos-job local [a-z]+/g, (command) => `${command} --state ${shellQuote(asked)}`);
}
