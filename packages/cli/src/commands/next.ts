import { ChronosError, explainJob, type Occurrence, resolveZone } from "@chronos-job/core";
import { type JobSpec, specOf } from "@chronos-job/schemas";
import { files, number, text } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { type TargetArgs, targetArgs } from "../command/target-args.ts";
import { isJobFile } from "../files/find-job-files.ts";
import { resolve } from "../files/unreadable.ts";
import type { Host } from "../host.ts";
import { nextRuns } from "../render/next-runs.ts";

export interface NextRuns {
	readonly name: string;
	/** In words; undefined for a child. */
	readonly when: string | undefined;
	readonly parents: readonly string[];
	readonly zone: string | undefined;
	readonly isDisabled: boolean;
	readonly occurrences: readonly Occurrence[];
}

export const next = defineCommand({
	name: "next <files..>",
	theme: "look",
	about: "Print when the jobs of a file or of a server will run, as the server will compute it",
	examples: [
		{ line: "chronos-job next daily.json -n 3", about: "The coming three runs" },
		{ line: "chronos-job next daily.json --zone America/New_York", about: "The same, in another zone" },
	],
	args: {
		files: files("Job files, folders of them, - for standard input, or names of jobs that a server has"),
		count: number("How many runs of each job", { alias: "n", byDefault: 5, min: 1, max: 1000 }),
		zone: text("The zone to print times in; yours unless said otherwise"),
		...targetArgs,
	},

	async run(args, session) {
		const { paths, names } = sortedWords(session.host, args.files);
		const read = paths.length === 0 ? [] : await session.readJobs(paths);
		const specs = names.length === 0 ? read : [...read, ...(await specsOf(session, args, names))];
		const now = session.host.now();
		return {
			now,
			zone: readableZone(args.zone) ?? session.host.zone,
			jobs: specs.map((spec) => nextRunsOf(spec, { now, limit: args.count })),
		};
	},

	views: {
		result: nextRuns,
		json: ({ jobs }) => ({ jobs: jobs.map((job) => ({ ...job, occurrences: job.occurrences.map(isoTimes) })) }),
	},
});

interface Words {
	readonly paths: readonly string[];
	/** Of jobs. */
	readonly names: readonly string[];
}

/** What is no file and does not look like one is the name of a job. */
function sortedWords(host: Host, words: readonly string[]): Words {
	const isPath = (word: string) =>
		word === "-" || word.includes("/") || isJobFile(word) || host.files.existsSync(resolve(host, word));
	return { paths: words.filter(isPath), names: words.filter((word) => !isPath(word)) };
}

async function specsOf(session: Session, args: TargetArgs, names: readonly string[]): Promise<readonly JobSpec[]> {
	const [{ findSelected }, { selectJobs }] = await Promise.all([
		import("../change/find-jobs.ts"),
		import("../selection/select-jobs.ts"),
	]);
	await using client = await session.connectToRead(args);
	return selectJobs(await findSelected(client, names), names).map(specOf);
}

function readableZone(zone: string | undefined): string | undefined {
	if (zone === undefined) return undefined;
	try {
		return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
	} catch (error) {
		const resolution = resolveZone(zone);
		const [near] = resolution.kind === "unknown" ? resolution.suggestions : [];
		throw new ChronosError("usage.invalid", `there is no time zone "${zone}"`, {
			hint: near === undefined ? "Write a zone like Europe/Rome." : `Did you mean \`--zone ${near}\`?`,
			cause: error,
		});
	}
}

function nextRunsOf(spec: JobSpec, options: { readonly now: number; readonly limit: number }): NextRuns {
	const { name, when, parents, zone, isDisabled, occurrences } = explainJob(spec, options);
	return { name, when, parents, zone, isDisabled, occurrences };
}

/** Times are ISO strings on the wire and numbers inside. */
export function isoTimes({ at, meant, ...rest }: Occurrence): object {
	return {
		at: new Date(at).toISOString(),
		...(meant !== undefined && { meant: new Date(meant).toISOString() }),
		...rest,
	};
}
