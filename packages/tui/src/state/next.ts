import type { Effect, Step } from "./effect.ts";
import type { State } from "./state.ts";

/** What comes of an action. */
export type Next = Step<State>;

/** Nothing has to be done outside. */
export function same(state: State): Next {
	return { state, effects: [] };
}

export function withEffects(state: State, ...effects: readonly Effect[]): Next {
	return { state, effects };
}

/** One thing after the other; what both want is done in this order. */
export function chained({ state, effects }: Next, follow: (state: State) => Next): Next {
	const next = follow(state);
	return { state: next.state, effects: [...effects, ...next.effects] };
}
