import { parentsOf, formatStored, type StoredJob } from "./stored-job.ts";
import type { Entry } from "./memory.ts";

export function listText(jobs: readonly StoredJob[]): string {
	return `[${jobs.map(formatStored).join(",")}]`;
}

export function summaryText(entries: readonly Entry[]): string {
	const jobs = entries.map(({ job, state }) => ({
		name: job.name,
		status: statusOf(job),
		state,
		schedule: job["schedule"] ?? "",
		parents: parentsOf(job),
		disabled: job["disabled"],
	}));
	return JSON.stringify({ jobs });
}

function statusOf(job: StoredJob): "fresh" | "success" | "failure" {
	const [success, error] = [String(job["lastSuccess"]), String(job["lastError"])];
	if (success === "" && error === "") return "fresh";
	return success > error ? "success" : "failure";
}

export function csvText(entries: readonly Entry[], dialect: "3.x" | "2.x"): string {
	// 2.x does not say how many run (contract §1.4.14).
	const shown = (state: string) => (dialect === "2.x" ? state.replace(/^\d+ /, "") : state);
	const nodes = entries.map(({ job, state }) => `node,${job.name},${statusOf(job)},${shown(state)}\n`);
	const links = entries.flatMap(({ job }) => parentsOf(job).map((parent) => `link,${parent},${job.name}\n`));
	return [...nodes, ...links].join("");
}

export function dotText(jobs: readonly StoredJob[]): string {
	const ids = new Map(jobs.map(({ name }, index) => [name, index + 1]));
	const nodes = jobs.map(({ name }) => `  ${ids.get(name)} [ label="${name}" ];\n`);
	const edges = jobs.flatMap((job) =>
		parentsOf(job).map((parent) => `  ${ids.get(parent)} -> ${ids.get(job.name)};\n`),
	);
	return `digraph G {\n${[...nodes, ...edges].join("")}}\n`;
}

export function percentileText(percentile: string, jobs: readonly StoredJob[]): string {
	if (!/^(?:(?:99|98|95|75)thPercentile|median|mean|count)$/.test(percentile)) return "[]";
	return `[${jobs.map(({ name }) => `{"jobNameLabel":${JSON.stringify(name)},"time":0.0}`).join(",")}]`;
}

export const noStat =
	'{"histogram":{"75thPercentile":0.0,"95thPercentile":0.0,"98thPercentile":0.0,"99thPercentile":0.0,"median":0.0,"mean":0.0,"count":0},"taskStatHistory":[]}';
export const noMetrics = '{"version":"3.0.0","gauges":{},"counters":{},"histograms":{},"meters":{},"timers":{}}';
