import type { LocalRun } from "@chronos-job/core";
import { duration } from "./duration.ts";
import { sparkline } from "./sparkline.ts";

/** How long runs took, from the oldest to the latest, as far as there is room; undefined where there are too few to compare. */
export function runDurations(runs: readonly LocalRun[], width: number): string | undefined {
	const all = runs.toSorted((a, b) => a.id - b.id).flatMap(spanOf);
	const spans = all.slice(-Math.max(fewest, Math.min(most, width - 40)));
	if (spans.length < fewest) return undefined;
	const [least, longest] = [Math.min(...spans), Math.max(...spans)].map(duration);
	const range = least === longest ? least : `${least} to ${longest}`;
	return `took ${sparkline(spans)} ${range}, the latest at the right`;
}

const fewest = 3;
const most = 60;

/** Only of runs that came to an end by themselves. */
function spanOf({ outcome, settledAt, attempts: [first] }: LocalRun): readonly number[] {
	const isWhole = outcome === "succeeded" || outcome === "failed";
	return isWhole && settledAt !== undefined && first !== undefined
		? [settledAt - (first.startedAt ?? first.launchedAt)]
		: [];
}
