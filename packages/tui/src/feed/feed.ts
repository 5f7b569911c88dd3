import type { Clock, LocalEvent } from "@chronos-job/core";
import type { DashboardOptions } from "../dashboard-options.ts";
import type { Action } from "../state/action.ts";

export interface FeedOptions extends Pick<DashboardOptions, "connect" | "sweeps"> {
	readonly clock: Clock;
	readonly dispatch: (action: FeedAction) => void;
	readonly signal: AbortSignal;
	/** Between two questions to a server that does not tell by itself, to begin with; 0 is never. */
	readonly everyMs: number;
	/** Hears of what a server of ours tells by itself, before it is asked about it. */
	readonly onEvent?: (event: LocalEvent) => void;
	/** Spreads what is tried again; `Math.random` unless said otherwise. */
	readonly random?: () => number;
}

export type FeedAction = Extract<Action, { readonly type: `feed.${string}` }>;

/** Where the facts come from, until the signal fires. */
export interface Feed {
	/** Asks for everything now, also while it is paused. */
	readonly refresh: () => void;
	readonly pause: (isPaused: boolean) => void;
	/** Whether all of the jobs is needed, or their states only. */
	readonly deepen: (isWhole: boolean) => void;
	/** Between two questions from now on; 0 is never. */
	readonly every: (everyMs: number) => void;
	/** When everything is let go; rejects with what is a bug. */
	readonly done: Promise<void>;
}

/** What people want of it. */
export interface Wishes {
	isPaused: boolean;
	isWhole: boolean;
	isAsked: boolean;
	everyMs: number;
}
