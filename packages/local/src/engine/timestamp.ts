import type { Job } from "@chronos-job/schemas";

/** A time as the counters of a job have it (contract §7). */
export function timestamp(ms: number): string {
	return new Date(ms).toISOString();
}

/** When a job got a verdict: never before its last one, because retries depend on which is the later (contract §5.6). */
export function verdictTime({ lastSuccess, lastError }: Job, at: number): string {
	const known = [lastSuccess, lastError].map((text) => Date.parse(text)).filter((ms) => !Number.isNaN(ms));
	const latest = Math.max(-Infinity, ...known);
	return timestamp(at >= latest ? at : Math.min(latest + 1, lastDateMs));
}

const lastDateMs = 8_640_000_000_000_000;
