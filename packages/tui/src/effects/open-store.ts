import type { Action } from "../state/action.ts";
import { initialState } from "../state/initial-state.ts";
import type { PlaceFacts, Size, State } from "../state/state.ts";
import { step } from "../state/step.ts";
import type { DashboardOptions } from "../dashboard-options.ts";
import type { FeedOptions } from "../feed/feed.ts";
import { openFeed } from "../feed/open-feed.ts";
import { outside } from "./outside.ts";
import { panes } from "./panes.ts";
import { perform, type Performers } from "./performer.ts";
import { type Rim, tell } from "./rim.ts";
import { tasks } from "./tasks.ts";

/** The state as it is now, and all that keeps it so. */
export interface Store {
	readonly state: () => State;
	readonly dispatch: (action: Action) => void;
	/** Begins to ask the server and to do things; resolves when nothing goes on any more, after the signal has fired. */
	readonly begin: (hands: Hands) => Promise<void>;
}

/** What can be done with the terminal. */
export type Hands = Pick<Rim, "lend" | "write" | "useMouse">;

export interface StoreOptions extends Pick<Rim, "options" | "signal" | "end"> {
	readonly size: Size;
	/** After each action. */
	readonly onState: (state: State, before: State) => void;
	readonly onEvent?: FeedOptions["onEvent"];
	/** Of a bug, wherever it came up. */
	readonly onBug: (error: unknown) => void;
}

export function openStore(storeOptions: StoreOptions): Store {
	const { options, size, signal, onState, onBug, onEvent } = storeOptions;
	const { clock } = options;
	let state = initialState(placeOf(options), options.settings, { size, now: clock.now() });
	let performers: Performers | undefined;

	function dispatch(action: Action): void {
		if (signal.aborted) return;
		try {
			const before = state;
			const next = step(before, action);
			({ state } = next);
			onState(state, before);
			for (const effect of next.effects) if (performers !== undefined) perform(performers, effect);
		} catch (error) {
			onBug(error);
		}
	}
	const attend = (work: Promise<unknown>): void => void work.catch(onBug);
	return {
		state: () => state,
		dispatch,
		async begin(hands) {
			const everyMs = options.settings.everyMs;
			const feed = openFeed({ ...options, dispatch, signal, everyMs, ...(onEvent && { onEvent }) });
			const rim: Rim = { ...storeOptions, ...hands, feed, dispatch, attend, columns: () => state.size.columns };
			performers = { ...tasks(rim), ...panes(rim), ...outside(rim) };
			options.hear((text) => tell(rim, text));
			dispatch({ type: "start", now: clock.now() });
			await Promise.all([feed.done, tick(options, signal, dispatch)]);
		},
	};
}

function placeOf({ place, program }: DashboardOptions): PlaceFacts {
	return { ...place, verbs: program.verbs, dialect: undefined, skewMs: undefined };
}

/** Once a second, at its beginning. */
async function tick(
	{ clock }: DashboardOptions,
	signal: AbortSignal,
	dispatch: (action: Action) => void,
): Promise<void> {
	while (!signal.aborted) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- that is what is waited for
		await clock.sleep(1000 - (clock.now() % 1000), signal);
		dispatch({ type: "tick", now: clock.now() });
	}
}
