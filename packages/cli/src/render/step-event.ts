import { showControls } from "@chronos-job/core";
import type { StepEvent } from "../change/step-event.ts";
import type { Screen } from "../host.ts";
import { paint } from "./paint.ts";

const words: Readonly<Record<StepEvent["kind"], string>> = {
	created: "created",
	replaced: "replaced",
	"started-again": "runs again",
	deleted: "deleted",
	reparented: "replaced",
	enabled: "enabled",
	disabled: "disabled",
	restored: "restored",
};

/** What was done, on one line: `replaced    nightly  (schedule, cpus)`. */
export function stepLine({ kind, job, fields, startsAgain, answered }: StepEvent, screen: Screen): string {
	const { green, yellow, dim } = paint(screen);
	const details = [
		// That it is disabled now has been said.
		...(kind === "enabled" || kind === "disabled" ? [] : fields),
		...(startsAgain && kind === "replaced" ? ["runs again"] : []),
		...(kind === "reparented" ? ["for its parent is gone"] : []),
	];
	const doubt = answered === undefined ? "" : yellow(`  the server answered ${answered} and did it all the same`);
	return `${green(words[kind].padEnd(10))}  ${showControls(job)}${detailsText(details, dim)}${doubt}\n`;
}

function detailsText(details: readonly string[], dim: (text: string) => string): string {
	if (details.length === 0) return "";
	const shown = details.slice(0, shownDetails).join(", ");
	const more = details.length > shownDetails ? ` and ${details.length - shownDetails} more` : "";
	return dim(`  (${shown}${more})`);
}

const shownDetails = 6;

/** The jobs that were left as they are, by name as long as they are few. */
export function unchangedLines(names: readonly string[], screen: Screen): string {
	const { dim } = paint(screen);
	if (names.length > shownUnchanged) return `${dim("unchanged ")}  ${names.length} jobs\n`;
	return names.map((name) => `${dim("unchanged ")}  ${showControls(name)}\n`).join("");
}

const shownUnchanged = 20;
