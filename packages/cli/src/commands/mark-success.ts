import { buildGraph, showControls } from "@chronos-job/core";
import { agreeToJobs } from "../change/agree-to-jobs.ts";
import { files, flag } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { namesText } from "../render/server-facts.ts";
import { missingJob } from "../selection/select-jobs.ts";
import { selectWithSweeps } from "../selection/select-with-sweeps.ts";

export interface MarkedEvent {
	readonly type: "job.marked-successful";
	readonly job: string;
	/** The jobs that wait for it. */
	readonly children: readonly string[];
}

export interface MarkResult {
	readonly marked: readonly string[];
	readonly isDone: boolean;
}

export const markSuccess = defineCommand({
	name: "mark-success <jobs..>",
	theme: "change",
	about: "Count a success that did not happen, which starts the children that wait for it",
	examples: [
		{ line: "chronos-job mark-success extract", about: "As if it had succeeded just now" },
		{ line: "chronos-job mark-success 'daily-*' --yes", about: "All whose names fit" },
	],
	args: {
		jobs: files("Jobs or sweeps, by their names, or patterns like 'daily-*'"),
		yes: flag("Do not ask when a pattern fits several jobs", "y"),
		...targetArgs,
	},

	async run(args, session: Session<MarkedEvent>): Promise<MarkResult> {
		await using client = await session.connect(args);
		const jobs = await client.jobs.list();
		const graph = buildGraph(jobs);
		const place = { host: session.host, target: client.target };
		const names = (await selectWithSweeps(place, jobs, args.jobs)).map(({ name }) => name);
		if (!(await agreeToJobs(session, "mark as successful", { words: args.jobs, names, isAgreed: args.yes })))
			return { marked: [], isDone: false };
		for (const job of names) {
			if (!(await client.jobs.markSuccessful(job))) throw missingJob(job, []);
			session.emit({ type: "job.marked-successful", job, children: graph.childrenOf(job) });
		}
		return { marked: names, isDone: true };
	},

	exit: ({ isDone }) => (isDone ? 0 : 1),

	views: {
		event: ({ job, children }) =>
			`marked as successful  ${showControls(job)}${children.length === 0 ? "" : `; ${showControls(namesText(children))} may start`}\n`,
		result: ({ isDone }) => (isDone ? "" : "nothing was changed\n"),
		json: ({ marked }) => ({ marked }),
	},
});
