import type { Evidence } from "./evidence.ts";
import { fateOf, type JobEntry, type Write } from "./ledger.ts";
import type { Violation } from "./violation.ts";

export const jobChecks: readonly ((evidence: Evidence) => readonly Violation[])[] = [
	existence,
	definitions,
	answers,
	events,
	strays,
	containers,
	capacity,
];

function existence({ ledger, jobs }: Evidence): readonly Violation[] {
	const there = new Set(jobs.map(({ name }) => name));
	const known = new Set(ledger.map(({ name }) => name));
	const strangers = jobs.filter(({ name }) => !known.has(name));
	return [
		...strangers.map(({ name }): Violation => ({ rule: "jobs-back", about: name, detail: "nobody submitted it" })),
		...ledger.flatMap((entry): readonly Violation[] => {
			const { mayExist, mayBeGone } = fateOf(entry);
			const detail = entry.writes.map(({ type, status }) => `${type} ${String(status)}`).join(", ");
			if (there.has(entry.name)) return mayExist ? [] : [{ rule: "jobs-back", about: entry.name, detail }];
			return mayBeGone ? [] : [{ rule: "jobs-lost", about: entry.name, detail }];
		}),
	];
}

function definitions({ ledger, jobs }: Evidence): readonly Violation[] {
	const there = new Map(jobs.map((job) => [job.name, job]));
	return ledger.flatMap((entry): readonly Violation[] => {
		const job = there.get(entry.name);
		if (job === undefined) return [];
		const versions = fateOf(entry).versions.map((version) => `version ${String(version)}`);
		const detail = `it has ${job.description} instead of ${versions.join(" or ")}`;
		return versions.includes(job.description) ? [] : [{ rule: "jobs-wrong", about: entry.name, detail }];
	});
}

/** An answer has to fit what was answered before. */
function answers({ ledger }: Evidence): readonly Violation[] {
	const byName = new Map(ledger.map((entry) => [entry.name, entry]));
	return ledger.flatMap((entry) =>
		entry.writes.flatMap((write, index): readonly Violation[] => {
			const before = { writes: entry.writes.slice(0, index) };
			const parents = entry.plan.parents.map((name) => asOf(byName.get(name), write.order));
			if (isFitting(write, before, parents)) return [];
			const detail = `${write.type} was answered ${String(write.status)}: ${String(write.text)}`;
			return [{ rule: "answers-wrong", about: entry.name, detail }];
		}),
	);
}

function asOf(entry: JobEntry | undefined, order: number): Pick<JobEntry, "writes"> {
	return { writes: (entry?.writes ?? []).filter((write) => write.order < order) };
}

function isFitting(
	{ type, status }: Write,
	before: Pick<JobEntry, "writes">,
	parents: readonly Pick<JobEntry, "writes">[],
): boolean {
	if (status === undefined) return true;
	const { mayExist, mayBeGone } = fateOf(before);
	if (status === 204) return type === "put" || mayExist;
	// Chronos has no 404 here (contract §3.7).
	if (type !== "put") return status === 400 && mayBeGone;
	return status === 400 && parents.some((parent) => fateOf(parent).mayBeGone);
}

function events({ events: all }: Evidence): readonly Violation[] {
	return all.flatMap(({ id, type, job }, index): readonly Violation[] =>
		id === index + 1
			? []
			: [{ rule: "events-wrong", about: job, detail: `${type} has id ${String(id)} instead of ${String(index + 1)}` }],
	);
}

function strays({ strays: left }: Evidence): readonly Violation[] {
	return left.map(({ pid, words }) => ({ rule: "processes-left", about: String(pid), detail: words }));
}

function containers({ containers: left }: Evidence): readonly Violation[] {
	return left.map((words) => ({ rule: "containers-left", about: "engine", detail: words }));
}

function capacity({ used }: Evidence): readonly Violation[] {
	return Object.entries(used).flatMap(([resource, amount]): readonly Violation[] =>
		amount === 0 ? [] : [{ rule: "capacity-leaked", about: resource, detail: `${String(amount)} is used by nobody` }],
	);
}
