import { type Build, hasMilestone } from "@chronos-job/schemas";
import type { Path } from "../../document/position.ts";
import { isCalendarPeriod } from "../../schedule/period.ts";
import { startInstantOf } from "../../schedule/start-instant.ts";
import { serverThat } from "../lacking-build.ts";
import { eachJob, type Facts, type ReadJob, type Rule } from "../rule.ts";

export const buildBreaks: Rule = {
	code: "build.breaks",
	severity: "warning",
	about: "The build of this server refuses the job, or breaks over it.",
	check: eachJob(function* (job, facts) {
		if (facts.server?.builds === undefined) return;
		for (const { isMet, path, trouble, hint, isAskedBy } of troubles) {
			const server = serverThat(facts, isMet);
			if (server === undefined || !isAskedBy(job, facts)) continue;
			yield { path, message: `${server} ${trouble}`, hint };
		}
	}),
};

interface Trouble {
	/** Whether a build has it. */
	readonly isMet: (build: Build) => boolean;
	readonly path: Path;
	/** What such a build does, after its name. */
	readonly trouble: string;
	readonly hint: string;
	readonly isAskedBy: (job: ReadJob, facts: Facts) => boolean;
}

const yearMs = 365 * 86_400_000;

// Contract §2.3, §2.4, §2.8, §3.1, §4.8, §9.51.
const troubles: readonly Trouble[] = [
	{
		isMet: (build) => build === "3.0.0" || build === "3.0.1",
		path: ["schedule"],
		trouble: "stops scheduling when it launches a job with months or years in its period",
		hint: "Count the period in days, like P365D.",
		isAskedBy: ({ schedule }) => schedule !== undefined && isCalendarPeriod(schedule.period),
	},
	{
		isMet: (build) => build === "3.0.0",
		path: ["schedule"],
		trouble: "refuses a start more than a year ago",
		hint: "Write a later start, or none.",
		isAskedBy: ({ schedule, draft: { scheduleTimeZone: zone } }, { now }) =>
			schedule?.start !== undefined && startInstantOf(schedule, { now, zone }) < now - yearMs,
	},
	{
		isMet: (build) => build === "3.0.0",
		path: ["arguments"],
		trouble: "appends the arguments to the command for good at each run, so that it grows",
		hint: "Put the arguments into the command.",
		isAskedBy: ({ draft }) => (draft.arguments ?? []).length > 0,
	},
	{
		isMet: (build) => !hasMilestone(build, "3.0.1"),
		path: [],
		trouble: "answers 500 to a job without a command",
		hint: "Write the command that the image would have run.",
		isAskedBy: ({ draft: { command, container } }) => command === undefined && container !== undefined,
	},
	{
		isMet: (build) => !hasMilestone(build, "3.0.1"),
		path: ["container", "network"],
		trouble: "answers 500 to the network USER",
		hint: 'Write "HOST" or "BRIDGE".',
		isAskedBy: ({ draft: { container } }) => container?.network === "USER",
	},
	{
		isMet: (build) => !hasMilestone(build, "2.5"),
		path: ["name"],
		trouble: "takes no dots in names",
		hint: "Write dashes instead of dots.",
		isAskedBy: ({ draft: { name } }) => name?.includes(".") === true,
	},
];
