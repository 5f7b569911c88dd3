import type { JobFacts } from "@chronos-job/core";
import type { Key } from "../keys/key.ts";
import type { GpuUses } from "./job-row.ts";
import type { FeedState, Size } from "./state.ts";
import type { LoggedCall, Notice } from "./task.ts";

/** All that can happen to the screen, and what comes with it. */
export interface Actions {
	/** Once, before anything else. */
	readonly start: { readonly now: number };
	readonly key: { readonly key: Key };
	readonly paste: { readonly text: string };
	/** From the upper left corner, in cells. */
	readonly mouse: {
		readonly event: "wheel-up" | "wheel-down" | "press";
		readonly column: number;
		readonly row: number;
	};
	readonly resize: { readonly size: Size };
	/** Once a second, when something on the screen depends on the time. */
	readonly tick: { readonly now: number };
	readonly "feed.state": { readonly feed: FeedState; readonly now: number };
	/** All jobs there are. */
	readonly "feed.all": { readonly facts: readonly JobFacts[]; readonly isWhole: boolean; readonly at: number };
	/** Some that changed, were created or are gone. */
	readonly "feed.some": { readonly facts: readonly JobFacts[]; readonly gone: readonly string[]; readonly at: number };
	readonly "feed.server": { readonly dialect: string | undefined; readonly skewMs: number | undefined };
	/** When runs that failed are tried again, by job; where a server tells. */
	readonly "feed.retries": { readonly retries: ReadonlyMap<string, number> };
	/** What attempts under way use of their GPUs, by job; where a server tells. */
	readonly "feed.gpuUses": { readonly uses: GpuUses };
	readonly "feed.sweeps": { readonly sweeps: ReadonlyMap<string, string> };
	/** Text of the pane with this key. */
	readonly "pane.text": {
		readonly key: string;
		/** Replaces all that was there. */
		readonly isNew: boolean;
		readonly title: string;
		readonly text: string;
		readonly isEnded: boolean;
	};
	readonly "pane.failed": { readonly key: string; readonly message: string };
	readonly "task.text": { readonly id: number; readonly text: string };
	readonly "task.asks": { readonly id: number; readonly question: string };
	readonly "task.ended": { readonly id: number; readonly exitCode: number; readonly now: number };
	readonly call: { readonly call: LoggedCall };
	readonly notice: { readonly text: string; readonly tone: Notice["tone"]; readonly now: number };
}

export type ActionType = keyof Actions;

export type ActionOf<Type extends ActionType> = {
	readonly [Each in Type]: { readonly type: Each } & Actions[Each];
}[Type];

export type Action = ActionOf<ActionType>;
