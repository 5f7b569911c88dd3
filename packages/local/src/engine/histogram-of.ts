import type { Histogram } from "@chronos-job/schemas";
import { type Durations, listDurations } from "./durations.ts";

/** How long the latest successful runs took, as `job/stat` says it (contract §1.4.11). */
export function histogramOf(durations: Durations): Histogram {
	const sorted = listDurations(durations).toSorted((a, b) => a - b);
	const median = quantile(sorted, 0.5);
	return {
		"75thPercentile": quantile(sorted, 0.75),
		"95thPercentile": quantile(sorted, 0.95),
		"98thPercentile": quantile(sorted, 0.98),
		"99thPercentile": quantile(sorted, 0.99),
		median,
		// Chronos calls the median so (contract §1.4.11).
		mean: median,
		count: sorted.length,
	};
}

/** The smallest value that at least this share of the values does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
