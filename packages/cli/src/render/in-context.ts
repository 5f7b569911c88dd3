import { shellQuote } from "@chronos-job/core";

/** A text whose commands in backticks ask the same server as the command that says it, so that they can be copied. */
export function inContext(text: string, context: string | undefined): string {
	if (context === undefined) return text;
	const option = ` -c ${shellQuote(context)}`;
	return text.replaceAll(command, (line, start: string, name: string) =>
		withoutServer.has(name) || /\s(?:-c|--context)\s/.test(line) ? line : start + option + line.slice(start.length),
	);
}

/** A hint may be broken anywhere; what is in it may not be a command of this program at all. */
const command = /(`chronos-job\s+([a-z]+(?:-[a-z]+)*))(?=[\s`])[^`]*`/g;

/** Those that have no --context, or whose words after the first are commands themselves. */
export const withoutServer: ReadonlySet<string> = new Set([
	"completion",
	"context",
	"explain",
	"fmt",
	"init",
	"local",
	"run-local",
	"schema",
	"shell",
	"validate",
]);
