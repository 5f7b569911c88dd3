import { type Next, same, withEffects } from "./next.ts";
import { withNotice } from "./notice.ts";
import { levelOf, placeOf } from "./place.ts";
import type { State } from "./state.ts";
import { targetsOf } from "./targets.ts";

/** Copies what is looked at: the names that are meant, or the text. */
export function copyShown(state: State): Next {
	const text = shownText(state, () => targetsOf(state).join("\n"));
	if (text === "") return same(withNotice(state, "there is nothing to copy"));
	return withEffects(state, { type: "copy", text });
}

/** Saves what is looked at: the names in the table, or the text. */
export function saveShown(state: State): Next {
	const text = shownText(state, () =>
		state.table.order.flatMap((key) => state.table.groups.get(key)?.jobs ?? [key]).join("\n"),
	);
	if (text === "") return same(withNotice(state, "there is nothing to save"));
	return withEffects(state, { type: "save", name: suggestedName(state), text: `${text}\n` });
}

function shownText(state: State, names: () => string): string {
	const level = levelOf(state);
	if (placeOf(state) === "jobs") return names();
	if (level.kind === "job") return level.text.lines.join("\n");
	if (level.kind === "task") return state.tasks.find(({ id }) => id === level.task)?.lines.join("\n") ?? "";
	return level.kind === "calls" ? state.calls.map(({ text }) => text).join("\n") : "";
}

function suggestedName(state: State): string {
	const level = levelOf(state);
	if (placeOf(state) === "jobs" || level.kind === "jobs") return `${state.place.context}-jobs.txt`;
	if (level.kind !== "job") return `${level.kind}.txt`;
	const kind =
		level.pane === "log" ? `${level.log.stream}.log` : `${level.pane}.${level.pane === "json" ? "json" : "txt"}`;
	return `${level.job}-${kind}`;
}
