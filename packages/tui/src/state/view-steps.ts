import { closest } from "@chronos-job/core";
import { rearrange } from "./arrange.ts";
import { type Next, withEffects } from "./next.ts";
import { parseRowFilter } from "./row-filter.ts";
import { findView, viewNames } from "./saved-views.ts";
import { withNotice } from "./notice.ts";
import type { State } from "./state.ts";

/** Shows what was saved under a name; `all` and `failed` are always there. */
export function openView(state: State, name: string): Next {
	const view = findView(state.settings, name);
	const text = view?.filter ?? "";
	const read = parseRowFilter(text, { now: state.now, user: state.place.user });
	const isReadable = !("problem" in read);
	const next = rearrange(state, {
		view: name,
		isFailuresOnly: name === "failed" && view === undefined,
		filter: {
			text: isReadable ? text : "",
			problem: undefined,
			test: undefined,
			needsWhole: false,
			...(isReadable && read),
		},
		sort: view?.sort ?? state.table.sort,
	});
	const told = isReadable ? next : withNotice(next, `view ${name}: ${read.problem}`, "bad");
	return withEffects(told, { type: "remember", settings: { view: name } });
}

/** Only failures, or all again; then the view of that name is left as well. */
export function toggleFailures(state: State): State {
	const { isFailuresOnly, view } = state.table;
	return rearrange(state, {
		isFailuresOnly: !isFailuresOnly,
		view: isFailuresOnly && view === "failed" ? "all" : view,
	});
}

export function noView({ settings }: Pick<State, "settings">, name: string): string {
	const near = closest(name, viewNames(settings));
	return `there is no view "${name}"${near === undefined ? "" : `; ${near} is near`}`;
}
