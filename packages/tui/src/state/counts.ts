import type { JobRow } from "./job-row.ts";
import type { Counts } from "./state.ts";

const noCounts: Counts = { total: 0, running: 0, queued: 0, failed: 0, disabled: 0 };

/** How many jobs there are of each kind, with these ones more, or less. */
export function countRows(rows: Iterable<JobRow>, before: Counts = noCounts, by: 1 | -1 = 1): Counts {
	let { total, running, queued, failed, disabled } = before;
	for (const { state, last } of rows) {
		total += by;
		if (state === "running") running += by;
		if (state === "queued") queued += by;
		if (state === "disabled") disabled += by;
		// One that runs again may have failed before.
		if (last === "failure") failed += by;
	}
	return { total, running, queued, failed, disabled };
}
