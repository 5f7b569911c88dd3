import type { JobFacts } from "@chronos-job/core";
import type { Job, JobSummary } from "@chronos-job/schemas";
import { isSameValue } from "./is-same-value.ts";

/** What an answer said that was not known. */
export interface FactChange {
	readonly facts: readonly JobFacts[];
	readonly gone: readonly string[];
}

/** What the server told of its jobs so far: what it says again is the same object again. */
export interface FactMemory {
	/** Whether more than states is known. */
	readonly isWhole: boolean;
	readonly size: number;
	readonly all: () => readonly JobFacts[];
	/** All jobs there are, by one or both of the two calls that list them. */
	readonly takeAll: (answer: Answer) => FactChange;
	/** Some of them, whole. */
	readonly takeSome: (facts: readonly JobFacts[], gone: readonly string[]) => FactChange;
}

export interface Answer {
	readonly summaries: readonly JobSummary[];
	readonly jobs?: readonly Job[];
}

export function openFactMemory(): FactMemory {
	const known = new Map<string, JobFacts>();
	let isWhole = false;

	function keep(facts: JobFacts): readonly JobFacts[] {
		const before = known.get(facts.name);
		const kept = before === undefined ? facts : merge(before, facts);
		if (kept === before) return [];
		known.set(facts.name, kept);
		return [kept];
	}
	function forget(names: readonly string[]): readonly string[] {
		return names.filter((name) => known.delete(name));
	}
	return {
		get isWhole() {
			return isWhole;
		},
		get size() {
			return known.size;
		},
		all: () => [...known.values()],
		takeAll({ summaries, jobs }) {
			isWhole = isWhole || jobs !== undefined;
			const names = new Set([...summaries, ...(jobs ?? [])].map(({ name }) => name));
			const facts = factsOf(summaries, jobs).flatMap(keep);
			return { facts, gone: forget([...known.keys()].filter((name) => !names.has(name))) };
		},
		takeSome: (facts, gone) => ({ facts: facts.flatMap(keep), gone: forget(gone) }),
	};
}

/** What adds or deletes a job between the two calls leaves one half of it out. */
function factsOf(summaries: readonly JobSummary[], jobs: readonly Job[] = []): readonly JobFacts[] {
	const jobsByName = new Map(jobs.map((job) => [job.name, job]));
	const summed = new Set(summaries.map(({ name }) => name));
	return [
		...summaries.map((summary) => ({ name: summary.name, job: jobsByName.get(summary.name), summary })),
		...jobs.filter(({ name }) => !summed.has(name)).map((job) => ({ name: job.name, job, summary: undefined })),
	];
}

/** What is not told this time was told before. */
function merge(before: JobFacts, facts: JobFacts): JobFacts {
	const job = facts.job === undefined || isSameValue(before.job, facts.job) ? before.job : facts.job;
	const summary =
		facts.summary === undefined || isSameValue(before.summary, facts.summary) ? before.summary : facts.summary;
	return job === before.job && summary === before.summary ? before : { name: facts.name, job, summary };
}
