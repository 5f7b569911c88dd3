import { type Job, type JobSpec, specOf } from "@chronos-job/schemas";
import { ChronosError } from "../errors.ts";
import { withoutMirror } from "./files-of.ts";
import type { Plan } from "./plan.ts";
import { sendJob } from "./send-job.ts";
import { verifyJob } from "./verify-job.ts";
import type { Work } from "./work.ts";

/** Children of deleted jobs that stay, and what is to become of them. */
export interface Family {
	readonly policy: "refuse" | "reparent" | "leave";
	/** Names of all jobs that are deleted. */
	readonly doomed: ReadonlySet<string>;
}

/** Stops a plan that would make the server rewrite jobs which nobody has named (contract §3.6). */
export function refuseOrphans({ steps }: Plan, jobs: readonly Job[]): void {
	const doomed = new Set(steps.flatMap((step) => (step.kind === "delete" ? [step.name] : [])));
	const specs = new Map<string, JobSpec>(jobs.map((job) => [job.name, job]));
	for (const step of steps) if (step.kind !== "delete") specs.set(step.name, step.spec);
	for (const parent of doomed) {
		const children = [...specs.values()].filter(
			({ name, parents }) => !doomed.has(name) && parents?.includes(parent) === true,
		);
		if (children.length > 0) throw refusal(parent, children);
	}
}

function refusal(parent: string, children: readonly JobSpec[]): ChronosError {
	const names = children.map(({ name }) => name).join(", ");
	return new ChronosError("job.has-children", `${parent} is a parent of ${names}`, {
		hint: "Delete the children as well, or have them reparented.",
	});
}

interface Farewell {
	readonly parent: Job;
	readonly family: Family;
}

/** Writes the children of a job back after its deletion, whole, and with what it leaves them. */
export async function reparent(work: Work, { parent, family }: Farewell, remove: () => Promise<void>): Promise<void> {
	const children = await childrenOf(work, parent, family);
	for (const job of children) await work.keep({ name: job.name, job, because: "reparented" });
	await remove();
	for (const before of children) {
		const { name } = before;
		const sent = await sendJob(work, { name, spec: heirOf(before, parent), before });
		const after = await verifyJob(work, sent, (child) => work.client.jobs.find(child, { signal: work.signal }));
		const answered = sent.doubt === undefined ? {} : { answered: sent.doubt.answered };
		work.report({ kind: "reparented", name, before, after, startsAgain: false, ...answered });
	}
}

/** Keeps the children that the server rewrites when their parents are deleted, as they are before. */
export async function keepOrphans(
	work: Work,
	parents: readonly { readonly name: string }[],
	{ doomed }: Family,
): Promise<void> {
	const leaving = new Set(parents.map(({ name }) => name));
	const orphans = (await work.client.jobs.list({ signal: work.signal })).filter(
		({ name, parents = [] }) => !doomed.has(name) && parents.some((parent) => leaving.has(parent)),
	);
	for (const job of orphans) await work.keep({ name: job.name, job, because: "reparented" });
}

/** As they are now: the deletion of another parent may have rewritten them. */
async function childrenOf({ client, signal }: Work, parent: Job, { doomed }: Family): Promise<readonly Job[]> {
	const listed = await client.jobs.list({ signal });
	return listed.filter(({ name, parents }) => !doomed.has(name) && parents?.includes(parent.name) === true);
}

/** What the server makes of a child, without what it would lose: the other parents, those of the parent, or its schedule. */
function heirOf(child: Job, parent: Job): JobSpec {
	const { parents = [], ...spec } = withoutMirror(specOf(child));
	const heirs = new Set([...parents.filter((name) => name !== parent.name), ...(parent.parents ?? [])]);
	if (heirs.size > 0) return { ...spec, parents: [...heirs] };
	const { schedule, scheduleTimeZone } = parent;
	return {
		...spec,
		...(schedule === undefined ? {} : { schedule }),
		...(scheduleTimeZone === undefined ? {} : { scheduleTimeZone }),
	};
}
