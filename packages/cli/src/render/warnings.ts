import { type Finding, showControls } from "@chronos-job/core";
import type { Screen } from "../host.ts";
import { hang } from "./hang.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";

/** What will hurt in jobs that are about to be sent: the first of it, then how much more there is. */
export function warningsText(warnings: readonly Finding[], screen: Screen): string {
	const rest = warnings.length - mostShown;
	const lines = warnings.slice(0, mostShown).flatMap((warning) => warningLines(warning, screen));
	const more = rest > 0 ? [`… and ${plural(rest, "more warning")}: \`chronos-job validate\` shows all in files`] : [];
	return [...lines, ...more].join("\n");
}

const mostShown = 3;

// Without the place in the file: what the command line says stands in none.
function warningLines({ code, message, hint, range }: Finding, screen: Screen): readonly string[] {
	const { yellow, dim } = paint(screen);
	const head = `${yellow("warning")}  ${dim(code)}  `;
	return [
		...hang(head, showControls(`${range.source}: ${message}`), screen),
		...(hint === undefined ? [] : hang("  → ", showControls(hint), screen)),
	];
}
