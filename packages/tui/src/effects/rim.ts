import type { DashboardEnd, DashboardOptions } from "../dashboard-options.ts";
import type { Feed } from "../feed/feed.ts";
import type { Action } from "../state/action.ts";

/** What effects are done with. */
export interface Rim {
	readonly options: DashboardOptions;
	readonly feed: Pick<Feed, "refresh" | "pause" | "deepen" | "every">;
	readonly dispatch: (action: Action) => void;
	/** When the dashboard is over. */
	readonly signal: AbortSignal;
	/** Gives the terminal away for as long as it takes. */
	readonly lend: <Result>(use: () => Promise<Result>) => Promise<Result>;
	/** Writes what the screen does not show. */
	readonly write: (sequence: string) => void;
	readonly useMouse: (isOn: boolean) => void;
	readonly end: (end: DashboardEnd) => void;
	/** Goes on by itself; what it throws is a bug. */
	readonly attend: (work: Promise<unknown>) => void;
	/** How wide texts may be. */
	readonly columns: () => number;
}

export function tell(
	{ dispatch, options }: Pick<Rim, "dispatch" | "options">,
	text: string,
	tone: "plain" | "good" | "bad" = "plain",
): void {
	dispatch({ type: "notice", text, tone, now: options.clock.now() });
}
