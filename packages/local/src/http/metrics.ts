import { javaDouble } from "@chronos-job/schemas";
import { listDurations } from "../engine/durations.ts";
import { valuesOf } from "../engine/ordered-map.ts";
import { type EngineState, findJob, findRun, type JobState } from "../engine/state.ts";

/** The numbers of Chronos that mean something here, in its shapes and under its names (contract §10.3). */
export function formatMetrics(state: EngineState): string {
	const jobs = [...valuesOf(state.jobs)];
	const groups = {
		gauges: queueGauges(state),
		counters: jobs.flatMap(countersOf),
		histograms: jobs.flatMap(histogramsOf),
		meters: [],
		timers: [],
	};
	const texts = Object.entries(groups).map(([name, entries]) => `"${name}":${formatGroup(entries)}`);
	return `{"version":"3.0.0",${texts.join(",")}}`;
}

type Entry = readonly [name: string, value: string];

function formatGroup(entries: readonly Entry[]): string {
	const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
	return `{${sorted.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
}

function queueGauges(state: EngineState): readonly Entry[] {
	const waiting = [...valuesOf(state.queue), ...valuesOf(state.parked)].map((runId) => isUrgent(state, runId));
	const urgent = waiting.filter((is) => is).length;
	const manager = "org.apache.mesos.chronos.scheduler.jobs.TaskManager";
	return [
		[`${manager}.queueSize`, `{"value":${waiting.length - urgent}}`],
		[`${manager}.highQueueSize`, `{"value":${urgent}}`],
	];
}

function isUrgent(state: EngineState, runId: number): boolean {
	const run = findRun(state, runId);
	return run !== undefined && findJob(state, run.job)?.job.highPriority === true;
}

/** Both appear with the first result of either kind. */
function countersOf({ job }: JobState): readonly Entry[] {
	const { name, successCount, errorCount } = job;
	if (successCount + errorCount === 0) return [];
	return [
		[`jobs.run.success.${name}`, `{"count":${successCount}}`],
		[`jobs.run.failure.${name}`, `{"count":${errorCount}}`],
	];
}

function histogramsOf({ job, durations }: JobState): readonly Entry[] {
	const sorted = listDurations(durations).toSorted((a, b) => a - b);
	return sorted.length === 0 ? [] : [[`jobs.run.time.${job.name}`, formatDistribution(sorted)]];
}

function formatDistribution(sorted: readonly number[]): string {
	const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
	const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, sorted.length - 1);
	const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
	const quantiles = [
		["p50", 0.5],
		["p75", 0.75],
		["p95", 0.95],
		["p98", 0.98],
		["p99", 0.99],
		["p999", 0.999],
	] as const;
	const fields = [
		`"count":${sorted.length}`,
		`"max":${at(1)}`,
		`"mean":${javaDouble(mean)}`,
		`"min":${at(0)}`,
		...quantiles.map(([name, share]) => `"${name}":${javaDouble(at(share))}`),
		`"stddev":${javaDouble(Math.sqrt(variance))}`,
	];
	return `{${fields.join(",")}}`;
}
