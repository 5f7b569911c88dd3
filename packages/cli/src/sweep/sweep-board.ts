import type { Fate } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { sweepProgress } from "../render/sweep.ts";
import { valuesOf } from "./fill-template.ts";
import type { SweepEvent } from "./sweep-event.ts";
import { countJobs, type SweepJob } from "./sweep-group.ts";

/** How far each job is, for everybody to see. */
export interface SweepBoard extends Disposable {
	readonly jobs: () => readonly SweepJob[];
	readonly send: (job: SweepJob) => void;
	readonly settle: (job: SweepJob, fate: Fate) => void;
}

export interface BoardOptions {
	readonly jobs: readonly SweepJob[];
	/** The names of those that somebody has sent before. */
	readonly old: ReadonlySet<string>;
	readonly params: readonly string[];
}

export function openBoard(
	{ host, emit, progress }: Pick<Session<SweepEvent>, "host" | "emit" | "progress">,
	{ jobs, old, params }: BoardOptions,
): SweepBoard {
	const states = new Map(jobs.map((job) => [job.name, job]));
	const nameWidth = jobs.reduce((width, { name }) => Math.max(width, name.length), 0);
	function turn(job: SweepJob): void {
		states.set(job.name, job);
		if (progress.isShown) progress.show(sweepProgress(countJobs([...states.values()]), host.screen.width));
	}
	return {
		jobs: () => [...states.values()],
		send: (job) => turn({ ...job, state: "submitted" }),
		settle(job, fate) {
			const { name, values } = job;
			const isOld = old.has(name);
			emit({ type: "sweep.settled", fate, params: Object.fromEntries(valuesOf(params, values)), isOld, nameWidth });
			turn({ ...job, state: "settled", fate });
		},
		[Symbol.dispose]: progress.hide,
	};
}
