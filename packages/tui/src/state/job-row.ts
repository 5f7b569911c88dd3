import { describeSchedule, type GpuUse, type JobFacts, nextRunOf, runningIn, timeOf } from "@chronos-job/core";
import { type JobStatus, parseActivity, parseSchedule, resultOf } from "@chronos-job/schemas";
import { stripToLine } from "../text/strip-controls.ts";

/** A job as rows show, sort and filter it. */
export interface JobRow {
	readonly name: string;
	readonly facts: JobFacts;
	readonly state: RowState;
	/** Of the state, so that failures stand out. */
	readonly rank: number;
	readonly running: number;
	readonly lastAt: number | undefined;
	readonly last: "success" | "failure" | "fresh";
	/** When the run that failed is tried again; undefined when none is, or nobody tells. */
	readonly retryAt: number | undefined;
	/** In the past when it is due; undefined when its schedule starts it no more. */
	readonly nextAt: number | undefined;
	readonly successes: number | undefined;
	readonly errors: number | undefined;
	readonly cpus: number | undefined;
	readonly memMb: number | undefined;
	readonly gpus: number | undefined;
	/** What each attempt under way uses of them, as far as the server tells. */
	readonly gpuUses: readonly GpuUse[];
	readonly owner: string;
	/** In words. */
	readonly schedule: string;
	readonly sweep: string | undefined;
	/** Name, state, owner, schedule in lower case, for the plain filter. */
	readonly haystack: string;
}

/** The word in the table: what it does, and how it did for those at rest. */
export type RowState = "running" | "queued" | "retry" | "failed" | "ok" | "fresh" | "disabled";

export interface RowOrigin {
	readonly now: number;
	readonly sweep: string | undefined;
	readonly retryAt?: number | undefined;
	readonly gpuUses?: readonly GpuUse[] | undefined;
}

/** One for each attempt under way, by job. */
export type GpuUses = ReadonlyMap<string, readonly GpuUse[]>;

export function rowOf(facts: JobFacts, { now, sweep, retryAt, gpuUses = [] }: RowOrigin): JobRow {
	const last = facts.summary?.status ?? (facts.job === undefined ? "fresh" : resultOf(facts.job));
	const running = facts.summary === undefined ? 0 : runningIn(facts.summary);
	const state = busyState(facts) ?? restState(facts, last, retryAt);
	return new LazyRow({
		name: facts.name,
		facts,
		state,
		rank: ranks[state],
		running,
		last,
		lastAt: latest(timeOf(facts.job?.lastSuccess), timeOf(facts.job?.lastError)),
		sweep: sweep ?? facts.sweep,
		retryAt,
		gpuUses,
		seenAt: now,
	});
}

function restState(facts: JobFacts, last: JobStatus, retryAt: number | undefined): RowState {
	const isOff = isDisabled(facts) && !(last !== "fresh" && isSpent(facts));
	if (isOff) return "disabled";
	return retryAt === undefined ? restStates[last] : "retry";
}

/** Whether its schedule is ignored, whatever it does now. */
export function isDisabled({ job, summary }: JobFacts): boolean {
	return summary?.disabled ?? job?.disabled ?? false;
}

const restStates: Readonly<Record<JobStatus, RowState>> = { success: "ok", failure: "failed", fresh: "fresh" };

const ranks: Readonly<Record<RowState, number>> = {
	failed: 0,
	running: 1,
	queued: 2,
	retry: 3,
	fresh: 4,
	ok: 5,
	disabled: 6,
};

/** What has had all its runs is switched off by Chronos itself (contract §4.6). */
function isSpent({ job, summary }: JobFacts): boolean {
	return (job ?? summary)?.schedule?.startsWith("R0/") ?? false;
}

function busyState({ summary }: JobFacts): RowState | undefined {
	const phase = summary && parseActivity(summary.state)?.phase;
	return phase === "idle" ? undefined : phase;
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
	if (a === undefined || b === undefined) return a ?? b;
	return Math.max(a, b);
}

type EagerFields = Pick<
	JobRow,
	"name" | "facts" | "state" | "rank" | "running" | "last" | "lastAt" | "sweep" | "retryAt" | "gpuUses"
> & {
	readonly seenAt: number;
};

/** Works out beforehand what would be waited for when somebody begins to type a filter; only so many rows at a time. */
export function warmRows(rows: Iterable<JobRow>, most: number): void {
	let left = most;
	for (const row of rows) {
		if (left === 0) return;
		if (row instanceof LazyRow && !row.isWarm) {
			row.warm();
			left -= 1;
		}
	}
}

/** Of ten thousand rows most are never on the screen, so what costs time is worked out when it is looked at. */
class LazyRow implements JobRow {
	readonly name: string;
	readonly facts: JobFacts;
	readonly state: RowState;
	readonly rank: number;
	readonly running: number;
	readonly last: JobRow["last"];
	readonly lastAt: number | undefined;
	readonly sweep: string | undefined;
	readonly retryAt: number | undefined;
	readonly gpuUses: readonly GpuUse[];
	readonly #seenAt: number;
	#nextAt: number | "never" | undefined;
	#schedule: string | undefined;
	#haystack: string | undefined;

	constructor(fields: EagerFields) {
		this.name = fields.name;
		this.facts = fields.facts;
		this.state = fields.state;
		this.rank = fields.rank;
		this.running = fields.running;
		this.last = fields.last;
		this.lastAt = fields.lastAt;
		this.sweep = fields.sweep;
		this.retryAt = fields.retryAt;
		this.gpuUses = fields.gpuUses;
		this.#seenAt = fields.seenAt;
	}

	get nextAt(): number | undefined {
		const { job } = this.facts;
		this.#nextAt ??= (job && nextRunOf(job, this.#seenAt)) ?? "never";
		return this.#nextAt === "never" ? undefined : this.#nextAt;
	}

	get schedule(): string {
		this.#schedule ??= stripToLine(scheduleWords(this.facts));
		return this.#schedule;
	}

	get haystack(): string {
		this.#haystack ??= `${this.name} ${this.state} ${this.owner} ${this.schedule}`.toLowerCase();
		return this.#haystack;
	}

	get isWarm(): boolean {
		return this.#haystack !== undefined && this.#nextAt !== undefined;
	}

	warm(): void {
		void this.haystack;
		void this.nextAt;
	}

	get owner(): string {
		return stripToLine(this.facts.job?.owner ?? "");
	}

	get successes(): number | undefined {
		return this.facts.job?.successCount;
	}

	get errors(): number | undefined {
		return this.facts.job?.errorCount;
	}

	get cpus(): number | undefined {
		return this.facts.job?.cpus;
	}

	get memMb(): number | undefined {
		return this.facts.job?.mem;
	}

	get gpus(): number | undefined {
		const { job } = this.facts;
		return job && (job.gpus ?? 0);
	}
}

function scheduleWords({ job, summary }: JobFacts): string {
	// Whole jobs tell all that summaries tell, and the zone.
	const { parents = [], schedule: text = "" } = job ?? summary ?? {};
	if (parents.length > 0) return `after ${parents.join(", ")}`;
	const schedule = parseSchedule(text);
	return schedule === undefined ? text : describeSchedule(schedule, job?.scheduleTimeZone);
}
