import type { Fate } from "@chronos-job/core";
import { fateOnWire } from "../follow/follow-event.ts";

/** What a sweep tells while it goes on: what became of a job. */
export interface SweepEvent {
	readonly type: "sweep.settled";
	readonly fate: Fate;
	readonly params: Readonly<Record<string, string>>;
	/** Whether somebody had sent it before. */
	readonly isOld: boolean;
	/** Of all names, so that what follows them stands under each other. */
	readonly nameWidth: number;
}

export function sweepEventOnWire({ type, fate, params }: SweepEvent): object {
	return { type, ...fateOnWire(fate), params };
}
