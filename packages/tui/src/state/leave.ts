import { closest } from "@chronos-job/core";
import { openDialog } from "./dialog-queue.ts";
import type { Effect } from "./effect.ts";
import { type Next, same, withEffects } from "./next.ts";
import { withNotice } from "./notice.ts";
import { isGoingOn } from "./task-steps.ts";
import type { State } from "./state.ts";

/** Leaves; asks first when something would be cut off. */
export function quit(state: State): Next {
	return leaveWith(state, { type: "quit" });
}

export function switchContext(state: State, name: string): Next {
	const names = state.place.contexts.map((each) => each.name);
	if (name === state.place.context) return same(withNotice(state, `this is ${name} already`));
	if (names.includes(name)) return leaveWith(state, { type: "context", name });
	const near = closest(name, names);
	return same(
		withNotice(state, `there is no context "${name}"${near === undefined ? "" : `; ${near} is near`}`, "bad"),
	);
}

function leaveWith(state: State, effect: Effect): Next {
	const running = state.tasks.filter(isGoingOn);
	if (running.length === 0) return withEffects(state, effect);
	const question =
		running.length === 1
			? "A command still runs. Leave it unfinished? [y/N]"
			: `${running.length} commands still run. Leave them unfinished? [y/N]`;
	const lines = running.slice(0, 5).map(({ line }) => line);
	return same(openDialog(state, { kind: "confirm", question, lines, words: [], effects: [effect] }));
}
