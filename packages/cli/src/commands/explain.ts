import { explainJob } from "@chronos-job/core";
import { files, number } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { explanationText } from "../render/explanation.ts";
import { isoTimes } from "./next.ts";

export const explain = defineCommand({
	name: "explain <files..>",
	theme: "files",
	about: "Say in plain words what a job will do and when, and what Chronos will not do",
	examples: [
		{ line: "chronos-job explain hello.json", about: "One job" },
		{ line: "chronos-job explain daily.json --output json", about: "The same facts, for a program" },
	],
	args: {
		files: files("Job files, folders of them, or - for standard input"),
		count: number("How many coming runs", { alias: "n", byDefault: 3, min: 0, max: 1000 }),
	},

	async run(args, session) {
		const documents = await session.readDocuments(args.files);
		const { specs, findings } = session.check(documents);
		const now = session.host.now();
		const jobs = specs.map((spec) => explainJob(spec, { now, limit: args.count }));
		return { now, zone: session.host.zone, jobs, findings, documents };
	},

	views: {
		result: explanationText,
		json: ({ jobs, findings }) => ({
			jobs: jobs.map((job) => ({ ...job, occurrences: job.occurrences.map(isoTimes) })),
			findings,
		}),
	},
});
