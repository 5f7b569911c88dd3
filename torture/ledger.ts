/** What clients asked for and were told, job by job: the promises that the server is held to. */
export interface Ledger {
	readonly jobs: ReadonlyMap<string, JobEntry>;
	open(name: string, plan: Plan): JobEntry;
}

export interface JobEntry {
	readonly name: string;
	readonly plan: Plan;
	/** In the order in which they were sent; each waited for the answer of the one before. */
	readonly writes: readonly Write[];
	add(write: Write): void;
}

export interface Write {
	readonly type: "put" | "delete" | "start" | "kill";
	/** Which definition was put; it stands in the description. */
	readonly version: number;
	/** Undefined when the connection broke before the answer. */
	readonly status: number | undefined;
	readonly text?: string;
	/** Among all writes of all jobs. */
	readonly order: number;
}

/** What is going to happen to a job, and so what has to come of it. */
export interface Plan {
	readonly kind: "once" | "flaky" | "slow" | "idle" | "every" | "link" | "phoenix";
	readonly retries: number;
	/** How many of its first attempts fail. */
	readonly failures: number;
	readonly parents: readonly string[];
}

export function createLedger(): Ledger {
	const jobs = new Map<string, JobEntry>();
	return {
		jobs,
		open: (name, plan) => {
			const writes: Write[] = [];
			const entry = { name, plan, writes, add: (write: Write) => void writes.push(write) };
			jobs.set(name, entry);
			return entry;
		},
	};
}

export function isAcknowledged({ status }: Write): boolean {
	return status === 204;
}

/** The writes that came to something, as far as anybody was told, and the last one that certainly did. */
export function fateOf({ writes }: Pick<JobEntry, "writes">): Fate {
	const shaping = writes.filter(({ type, status }) => (type === "put" || type === "delete") && (status ?? 204) === 204);
	const last = shaping.findLastIndex(isAcknowledged);
	const open = shaping.slice(Math.max(0, last));
	const mayBe = last < 0 ? [{ type: "delete" }, ...open] : open;
	return {
		mayExist: mayBe.some(({ type }) => type === "put"),
		mayBeGone: mayBe.some(({ type }) => type === "delete"),
		versions: open.flatMap(({ type, version }) => (type === "put" ? [version] : [])),
		isCertain: shaping.every(isAcknowledged),
	};
}

export interface Fate {
	readonly mayExist: boolean;
	readonly mayBeGone: boolean;
	/** Which definitions it may have. */
	readonly versions: readonly number[];
	/** Whether nothing that shaped it went without an answer. */
	readonly isCertain: boolean;
}
