import { commandLine } from "../command-line.ts";
import { type Job, parseSchedule } from "@chronos-job/schemas";
import type { Ailment, AilmentRule, ServerJobs } from "./ailment.ts";
import { iso, listed } from "./hypothesis.ts";

/** What is wrong between children and their parents. */
export const familyAilments: readonly AilmentRule[] = [parentMissing, hidden, parentStopped];

function parentMissing({ jobs }: ServerJobs): readonly Ailment[] {
	const names = new Set(jobs.map(({ name }) => name));
	return jobs.flatMap(({ name, parents = [] }): readonly Ailment[] => {
		const missing = parents.filter((parent) => !names.has(parent));
		if (missing.length === 0) return [];
		return [
			{
				code: "parent-missing",
				state: "fails",
				jobs: [name],
				message: `${name}: the server does not have its parent${missing.length === 1 ? "" : "s"} ${listed(missing)}`,
				evidence: ["it will never run, and may vanish from all lists"],
				fix: `Submit ${listed(missing)}, or submit ${name} with other parents.`,
			},
		];
	});
}

// Stored, in no list, and not to be deleted: that is what becomes of children without a parent (contract §3.3).
function hidden({ jobs, past }: ServerJobs): readonly Ailment[] {
	const names = new Set(jobs.map(({ name }) => name));
	return past
		.filter(({ job, because }) => because !== "deleted" && !names.has(job))
		.map(({ job, at, definition: { parents = [] } }) => {
			const missing = parents.filter((parent) => !names.has(parent));
			return {
				code: "hidden",
				state: "warning",
				jobs: [job],
				message: `${job}: this program changed it, and the server no longer shows it`,
				evidence: [
					`changed at ${iso(at)}`,
					...(missing.length === 0 ? [] : [`the server does not have ${listed(missing)}, on which it depended then`]),
				],
				fix:
					missing.length === 0
						? `Run \`${commandLine("undo", job)}\`, unless somebody has deleted it.`
						: `Submit ${listed(missing)}: the server shows ${job} again if it is only hidden.`,
			} as const;
		});
}

function parentStopped({ jobs }: ServerJobs): readonly Ailment[] {
	const stopped = new Map(jobs.flatMap((job) => (isStopped(job) ? [[job.name, job] as const] : [])));
	const children = jobs.filter(
		// A parent that has made its runs has triggered its children with the last of them.
		({ disabled, parents = [], successCount }) =>
			!disabled && successCount === 0 && parents.some((parent) => stopped.has(parent)),
	);
	if (children.length === 0) return [];
	const names = children.map(({ name }) => name);
	const parents = [...new Set(children.flatMap(({ parents = [] }) => parents.filter((each) => stopped.has(each))))];
	return [
		{
			code: "parent-stopped",
			state: "warning",
			jobs: names,
			message: `${listed(names)}: waiting for ${listed(parents)}, which will not run again`,
			evidence: parents.slice(0, 3).map((name) => `${name} ${stopText(stopped.get(name))}`),
			fix: `Run \`${commandLine("why", names[0] ?? "")}\`.`,
		},
	];
}

function isStopped(job: Job): boolean {
	return job.disabled || isSpent(job);
}

function isSpent({ schedule }: Job): boolean {
	return schedule !== undefined && parseSchedule(schedule)?.repeat === 0;
}

function stopText(job: Job | undefined): string {
	return job !== undefined && isSpent(job) ? "has made all its runs" : "is disabled";
}
