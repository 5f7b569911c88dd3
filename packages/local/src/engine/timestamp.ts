/** A time as the counters of a job have it (contract §7). */
export function timestamp(ms: number): string {
	return new Date(ms).toISOString();
}
