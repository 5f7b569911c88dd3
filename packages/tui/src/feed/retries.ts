import type { LocalEvent, LocalReader } from "@chronos-job/core";

/** When runs that failed are tried again. */
export interface Retries {
	readonly hear: (event: LocalEvent) => void;
	/** By job; asks for what nobody has told. */
	readonly read: (local: Pick<LocalReader, "runs">, signal: AbortSignal) => Promise<ReadonlyMap<string, number>>;
}

export function openRetries(): Retries {
	const planned = new Map<number, Retry>();
	let isKnown = false;
	return {
		hear(event) {
			const { type, fields } = event;
			if (type === "gap") isKnown = false;
			if (typeof fields["runId"] !== "number") return;
			const retry = type === "retry.planned" ? retryIn(event) : undefined;
			if (retry !== undefined) planned.set(fields["runId"], retry);
			else if (overWith.has(type)) planned.delete(fields["runId"]);
		},
		async read(local, signal) {
			if (isKnown) return soonest(planned.values());
			isKnown = true;
			planned.clear();
			for (const { id, job, phase, retryAt } of await local.runs({ limit: most }, { signal })) {
				if (phase === "waiting" && retryAt !== undefined) planned.set(id, { job, at: retryAt });
			}
			return soonest(planned.values());
		},
	};
}

interface Retry {
	readonly job: string;
	readonly at: number;
}

/** A run that failed longer ago than as many others began is found when it is tried again. */
const most = 500;

const overWith: ReadonlySet<string> = new Set(["run.queued", "attempt.launched", "run.settled"]);

function retryIn({ fields: { job, retryAt } }: LocalEvent): Retry | undefined {
	if (typeof job !== "string" || typeof retryAt !== "string") return undefined;
	const at = Date.parse(retryAt);
	return Number.isNaN(at) ? undefined : { job, at };
}

function soonest(retries: Iterable<Retry>): ReadonlyMap<string, number> {
	const times = new Map<string, number>();
	for (const { job, at } of retries) times.set(job, Math.min(at, times.get(job) ?? at));
	return times;
}
