import { hasCode, ResponseError } from "../errors.ts";

/** Whether a failure may pass by itself: nobody answered, or the server could not just then. */
export function isOutage(error: unknown): boolean {
	if (error instanceof ResponseError && error.status >= 500) return true;
	return outages.some((code) => hasCode(error, code));
}

const outages = ["target.timeout", "target.unreachable", "target.not-chronos"] as const;

/** How long to wait after a number of failures in a row. */
export function patienceMs(everyMs: number, failures: number): number {
	return Math.min(everyMs * 2 ** failures, Math.max(everyMs, longestPauseMs));
}

const longestPauseMs = 30_000;
