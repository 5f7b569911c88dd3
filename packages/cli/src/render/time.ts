export { localTime } from "@chronos-job/core";

/** An instant in UTC, without the milliseconds when there are none. */
export function utcTime(at: number): string {
	return new Date(at).toISOString().replace(".000Z", "Z");
}
