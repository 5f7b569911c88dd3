import type { ChronosClient, Clock } from "@chronos-job/core";
import { type Job, type JobBody, type JobSummary, readJob } from "@chronos-job/schemas";

/** A server in a few maps, which does what it is told unless a trick says otherwise. */
export interface FakeServer {
	readonly client: ChronosClient;
	readonly jobs: Map<string, Job>;
	/** By name, where it is not `idle`. */
	readonly states: Map<string, string>;
	/** All calls that change something, such as `put nightly`, and the bodies of puts. */
	readonly writes: string[];
	readonly bodies: JobBody[];
	/** How often each reading call was made. */
	readonly reads: Map<string, number>;
}

export interface Tricks {
	put?(body: JobBody, store: () => void): void | Promise<void>;
	delete?(name: string, remove: () => void): void | Promise<void>;
	/** As a server of ours, as far as writing goes. */
	readonly isOurs?: boolean;
	/** `3.x` when absent. */
	readonly dialect?: "2.x";
	/** Thrown by a reading call. */
	failing?(): unknown;
}

export function jobOf(fields: Readonly<Record<string, unknown>>): Job {
	const job = readJob({ name: "nightly", command: "true", ...fields });
	if (job === undefined) throw new Error(`not a job: ${JSON.stringify(fields)}`);
	return job;
}

export function fakeServer(initial: readonly Job[] = [], tricks: Tricks = {}): FakeServer {
	const jobs = new Map(initial.map((job) => [job.name, job]));
	const states = new Map<string, string>();
	const writes: string[] = [];
	const bodies: JobBody[] = [];
	const reads = new Map<string, number>();
	const read = (call: string): void => {
		reads.set(call, (reads.get(call) ?? 0) + 1);
		const failure = tricks.failing?.();
		if (failure !== undefined) throw failure;
	};
	const client = {
		target: { name: "fake", urls: ["http://fake"] },
		jobs: {
			list: async () => {
				read("list");
				return [...jobs.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
			},
			find: async (name: string) => {
				read("find");
				return jobs.get(name);
			},
			summaries: async () => {
				read("summaries");
				return [...jobs.values()].map((job) => summaryOf(job, states.get(job.name) ?? "idle"));
			},
			put: async (body: JobBody) => {
				writes.push(`put ${body.name}`);
				bodies.push(body);
				const store = (): void => void jobs.set(body.name, jobOf(body));
				if (tricks.put === undefined) store();
				else await tricks.put(body, store);
			},
			delete: async (name: string) => {
				writes.push(`delete ${name}`);
				const remove = (): void => deleteLossily(jobs, name);
				if (tricks.delete === undefined) remove();
				else await tricks.delete(name, remove);
			},
		},
		server: {
			local: async () => (tricks.isOurs === true ? {} : undefined),
			dialect: async () => tricks.dialect ?? "3.x",
		},
	} as unknown as ChronosClient;
	return { client, jobs, states, writes, bodies, reads };
}

/** Time passes only where somebody sleeps; `during` is what happens meanwhile. */
export function sleepingClock(during: (now: number) => void = () => undefined): Clock & { readonly sleeps: number[] } {
	let now = Date.UTC(2026, 10, 21, 12);
	const sleeps: number[] = [];
	return {
		sleeps,
		now: () => now,
		sleep: async (ms) => {
			now += ms;
			sleeps.push(ms);
			during(now);
		},
	};
}

function summaryOf(
	{ name, schedule = "", parents = [], disabled, lastSuccess, lastError }: Job,
	state: string,
): JobSummary {
	const verdict = lastSuccess > lastError ? "success" : "failure";
	return { name, status: lastSuccess === lastError ? "fresh" : verdict, state, schedule, parents, disabled };
}

/** As Chronos does it (contract §3.6). */
function deleteLossily(jobs: Map<string, Job>, name: string): void {
	const parent = jobs.get(name);
	jobs.delete(name);
	for (const child of jobs.values()) {
		const { parents, ...rest } = child;
		if (parents?.includes(name) !== true) continue;
		if (parent?.parents !== undefined) {
			const heirs = new Set([...parents.filter((other) => other !== name), ...parent.parents]);
			jobs.set(child.name, { ...rest, parents: [...heirs] });
		} else {
			const { schedule = "", scheduleTimeZone = "" } = parent ?? {};
			jobs.set(child.name, {
				...rest,
				schedule,
				scheduleTimeZone,
				environmentVariables: [],
				runAsUser: "",
				description: "",
			});
		}
	}
}
