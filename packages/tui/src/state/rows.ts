import type { JobRow } from "./job-row.ts";
import type { Data, State } from "./state.ts";

/** What stands in the order under a name: the job, what it was before it vanished, or as it was held. */
export function findRow({ data, table }: Pick<State, "data" | "table">, name: string): JobRow | undefined {
	return data.jobs.get(name) ?? data.tombstones.get(name)?.row ?? table.held?.get(name);
}

/** Every row there is, those that have just vanished included. */
export function rowsOf({ jobs, tombstones }: Pick<Data, "jobs" | "tombstones">): ReadonlyMap<string, JobRow> {
	if (tombstones.size === 0) return jobs;
	return new Map([...jobs, ...[...tombstones].map(([name, { row }]) => [name, row] as const)]);
}
