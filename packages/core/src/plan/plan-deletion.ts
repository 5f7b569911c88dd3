import type { Job } from "@chronos-job/schemas";
import { buildGraph } from "../graph/job-graph.ts";
import type { Plan } from "./plan.ts";

/** Deletes jobs, the last children first; names of jobs that are not there are `unchanged`. */
export function planDeletion(names: readonly string[], jobs: readonly Job[]): Plan {
	const doomed = new Set(names);
	const live = new Map(jobs.map((job) => [job.name, job]));
	const order = buildGraph(jobs)
		.order.toReversed()
		.filter((name) => doomed.has(name));
	return {
		steps: order.flatMap((name) => {
			const current = live.get(name);
			return current === undefined ? [] : [{ kind: "delete", name, current }];
		}),
		unchanged: [...doomed].filter((name) => !live.has(name)),
	};
}
