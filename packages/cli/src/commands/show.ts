import { explainJob, type JobExplanation, type LocalRun } from "@chronos-job/core";
import { type Job, type JobSummary, specOf } from "@chronos-job/schemas";
import { number, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import { isoRecord } from "../history/iso-record.ts";
import { jobPage } from "../render/job-page.ts";
import { findJob } from "../selection/find-job.ts";
import { isoTimes } from "./next.ts";

export interface ShowResult {
	readonly job: Job;
	readonly summary: JobSummary | undefined;
	readonly explanation: JobExplanation;
	/** Of those parents that exist. */
	readonly parents: readonly JobSummary[];
	readonly children: readonly JobSummary[];
	/** The newest first; undefined where the server tells of none. */
	readonly runs: readonly LocalRun[] | undefined;
	readonly now: number;
	readonly zone: string | undefined;
}

export const show = defineCommand({
	name: "show <job>",
	about: "Show a job of the server: what it is, how it did, what it does and when it runs next",
	examples: [
		{ line: "chronos-job show hello", about: "In plain words" },
		{ line: "chronos-job show hello --output json", about: "The definition, its state and its latest runs" },
	],
	args: {
		job: word("The name of the job"),
		count: number("How many coming and how many past runs", { alias: "n", byDefault: 3, min: 0, max: 100 }),
		...targetArgs,
	},

	async run({ job: name = "", count, ...args }, session): Promise<ShowResult> {
		const { host } = session;
		const options = { signal: host.signal };
		await using client = await session.connectToRead(args);
		const { job, summary, summaries } = await findJob(client, name, options);
		const local = count === 0 ? undefined : await client.server.local(options);
		const now = host.now();
		return {
			job,
			summary,
			explanation: explainJob(specOf(job), { now, limit: count }),
			parents: summaries.filter((each) => job.parents?.includes(each.name) ?? false),
			children: summaries.filter(({ parents }) => parents.includes(name)),
			runs: await local?.runs({ job: name, limit: count }, options),
			now,
			zone: host.zone,
		};
	},

	views: {
		result: jobPage,
		json: ({ job, summary, children, runs, explanation }) => ({
			job,
			summary,
			when: explanation.when,
			next: explanation.isDisabled ? [] : explanation.occurrences.map(isoTimes),
			children: children.map((child) => child.name),
			...(runs && { runs: runs.map(isoRecord) }),
		}),
	},
});
