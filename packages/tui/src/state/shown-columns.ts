import type { State } from "./state.ts";

/** The columns that people see when they have chosen none, in their order. */
export const usualColumns = [
	"name",
	"state",
	"last",
	"next",
	"runs",
	"cpus",
	"mem",
	"gpus",
	"owner",
	"schedule",
] as const;

/** What columns there are to sort by, from left to right. */
export function shownColumns({ table }: Pick<State, "table">): readonly string[] {
	return table.columns ?? usualColumns;
}
