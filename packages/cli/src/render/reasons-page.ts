import { showControls } from "@chronos-job/core";
import type { WhyResult } from "../commands/why.ts";
import type { WhyReason } from "../history/local-reasons.ts";
import type { Screen } from "../host.ts";
import { hang } from "./hang.ts";
import { localInstants } from "./local-instants.ts";
import { paint } from "./paint.ts";

/** Why a job does not run: a sentence, then what speaks for it and what to do; then what else there is. */
export function reasonsPage(result: WhyResult, screen: Screen): string {
	const { job, reasons } = result;
	const name = paint(screen).bold(showControls(job));
	if (reasons.length === 0) return `${name}: ${nothing(result)}\n`;
	const blocks = reasons.map((reason, index) => block(reason, index === 0 ? `${name}: ` : "also: ", screen));
	return localInstants(`${blocks.flat().join("\n")}\n`, result.zone);
}

function nothing({ source, latest }: WhyResult): string {
	const what =
		source === "server" ? "it is about to be launched" : "nothing that the server tells keeps it from running";
	return latest === undefined
		? what
		: `${what}; ${latest.charAt(0).toLowerCase()}${latest.slice(1).replace(/\.$/, "")}`;
}

const doubts = { sure: "", likely: "probably ", possible: "perhaps " } as const;

function block({ sentence, certainty, evidence, fix }: WhyReason, head: string, screen: Screen): readonly string[] {
	return [
		...hang(head, doubts[certainty] + showControls(sentence), screen),
		...evidence.flatMap((line) => hang("  - ", showControls(line), screen)),
		...(fix === undefined ? [] : hang("  → ", showControls(fix), screen)),
	];
}
