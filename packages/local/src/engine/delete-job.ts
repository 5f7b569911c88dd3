import type { Job } from "@chronos-job/schemas";
import { redefine, takeFromDue } from "./due.ts";
import { reconnect } from "./edges.ts";
import { dropRun } from "./enqueue.ts";
import { killTasks } from "./kill-tasks.ts";
import { withoutKey } from "./ordered-map.ts";
import { childrenOf, findJob, findRun, type JobState } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Deletes a job; its children get its schedule or its parents (contract §3.6). */
export function deleteJob(turn: Turn, name: string): void {
	const state = findJob(turn.state, name);
	if (state === undefined) {
		turn.refuse({ code: "job.not-found", job: name });
		return;
	}
	killTasks(turn, state);
	for (const runId of [...(state.queued === undefined ? [] : [state.queued]), ...state.waiting]) {
		const run = findRun(turn.state, runId);
		if (run !== undefined) dropRun(turn, run, "job-deleted");
	}
	for (const child of childrenOf(turn.state, name)) orphan(turn, child, state.job);
	takeFromDue(turn, state);
	reconnect(turn, state, new Map());
	turn.change({ children: withoutKey(turn.state.children, name) });
	turn.removeJob(name);
	turn.emit({ type: "job.deleted", job: name });
}

function orphan(turn: Turn, name: string, parent: Job): void {
	const child = findJob(turn.state, name);
	if (child === undefined) return;
	const { parents } = child.job;
	const others = new Map([...child.edges].filter(([from]) => from !== parent.name));
	// Only a faithful server has scheduled jobs that parents start as well.
	if (parents === undefined) turn.setJob(reconnect(turn, child, others));
	else if (parent.parents === undefined) schedule(turn, { child, others, parent });
	else {
		const heirs = new Set([...parents.filter((from) => from !== parent.name), ...parent.parents]);
		const edges = new Map([...heirs].map((from) => [from, child.edges.get(from) ?? 0]));
		redefine(turn, reconnect(turn, child, edges), { ...child.job, parents: [...heirs] });
	}
	turn.emit({ type: "job.updated", job: name, because: "parent-deleted" });
}

interface Orphan {
	readonly child: JobState;
	readonly others: ReadonlyMap<string, number>;
	readonly parent: Job;
}

function schedule(turn: Turn, { child, others, parent }: Orphan): void {
	const isLossless = turn.state.settings.deviations.deletesLosslessly;
	// oxlint-disable-next-line eslint/no-unused-vars -- named only to be left out of the rest
	const { parents, ...job } = isLossless ? child.job : withLosses(child.job);
	const { schedule: text = "", scheduleTimeZone = "" } = parent;
	// Chronos forgets to cut the edges from the other parents (contract §3.6).
	const edges = isLossless ? new Map<string, number>() : others;
	redefine(turn, reconnect(turn, child, edges), { ...job, schedule: text, scheduleTimeZone });
}

function withLosses(job: Job): Job {
	// oxlint-disable-next-line eslint/no-unused-vars -- named only to be left out of the rest
	const { container, gpus, ...rest } = job;
	return {
		...rest,
		...(gpus === undefined ? {} : { gpus: 0 }),
		ownerName: "",
		description: "",
		// Not the default user but none.
		runAsUser: "",
		environmentVariables: [],
		shell: true,
		arguments: [],
		dataProcessingJobType: false,
		constraints: [],
		concurrent: false,
		errorsSinceLastSuccess: 0,
	};
}
