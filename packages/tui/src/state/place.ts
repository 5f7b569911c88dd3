import type { KeyPlace } from "../keys/bindings.ts";
import { layoutOf } from "./layout.ts";
import type { JobLevel, Level } from "./level.ts";
import type { State } from "./state.ts";

/** Where keys go now. */
export function placeOf(state: State): KeyPlace {
	const level = levelOf(state);
	if (level.kind !== "job") return level.kind;
	if (!isPaneFocused(state, level)) return "jobs";
	return level.pane === "log" ? "log" : "pane";
}

/** Where somebody is. */
export function levelOf({ levels }: Pick<State, "levels">): Level {
	return levels.at(-1) ?? { kind: "jobs" };
}

/** The job that is open, if it is what the keys are about. */
export function jobLevelOf(state: Pick<State, "levels">): JobLevel | undefined {
	const level = levelOf(state);
	return level.kind === "job" ? level : undefined;
}

/** A pane that has the screen for itself has the keys as well. */
function isPaneFocused(state: State, level: JobLevel): boolean {
	return level.isFocused || layoutOf(state).table === undefined;
}
