import type { Schedule } from "@chronos-job/schemas";

/** Whether a schedule has more than one run, so that its period matters. */
export function isRepeated({ repeat }: Schedule): boolean {
	return repeat === "forever" || repeat > 1;
}
