import { jobLevelOf, placeOf } from "./place.ts";
import type { State } from "./state.ts";

/** The jobs that a verb means: of the open pane, the marked ones, those of the selected sweep, or the selected one. */
export function targetsOf(state: State): readonly string[] {
	const { table, data } = state;
	const place = placeOf(state);
	if (place !== "jobs") {
		const level = jobLevelOf(state);
		return level === undefined ? [] : [level.job];
	}
	if (table.marked.size > 0) return [...table.marked].filter((name) => data.jobs.has(name));
	return rowTargets(state);
}

/** The same without a look at marks. */
export function rowTargets({ table, data }: Pick<State, "table" | "data">): readonly string[] {
	const { selected } = table;
	if (selected === undefined) return [];
	const names = table.groups.get(selected)?.jobs ?? [selected];
	return names.filter((name) => data.jobs.has(name));
}

/** One job that can be looked at; undefined on a sweep, and where there is none. */
export function singleTarget(state: State): string | undefined {
	const level = jobLevelOf(state);
	if (level !== undefined && placeOf(state) !== "jobs") return level.job;
	const { selected, groups } = state.table;
	return selected === undefined || groups.has(selected) ? undefined : selected;
}
