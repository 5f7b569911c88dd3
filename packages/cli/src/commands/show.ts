import {
	type ChronosError,
	explainJob,
	hasCode,
	type JobExplanation,
	type LocalRun,
	logDirOf,
	type ReadClient,
	withoutLogDir,
} from "@chronos-job/core";
import { type Job, type JobSummary, specOf } from "@chronos-job/schemas";
import { number, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import { isoRecord } from "../history/iso-record.ts";
import type { Host } from "../host.ts";
import { jobPage, spentText } from "../render/job-page.ts";
import { sweepPage } from "../render/sweep-page.ts";
import { everyField, factRecord } from "../selection/fact-record.ts";
import { findJob, type FoundJob } from "../selection/find-job.ts";
import { missingSweep } from "../sweep/collapse-groups.ts";
import { findGroup, isMarked, knownGroups } from "../sweep/known-groups.ts";
import { type ShownSweep, showSweep, shownSweepOnWire } from "../sweep/show-sweep.ts";
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
	/** The folder of the latest attempt, where that is on this machine. */
	readonly sandbox: string | undefined;
	readonly now: number;
	readonly zone: string | undefined;
}

export const show = defineCommand({
	name: "show <job>",
	theme: "look",
	about: "Show a job of the server: what it is, how it did, what it does and when it runs next; or all of a sweep",
	examples: [
		{ line: "chronos-job show hello", about: "In plain words" },
		{ line: "chronos-job show hello --output json", about: "The definition, its state and its latest runs" },
	],
	args: {
		job: word("The name of a job, or of a sweep that was begun from here"),
		count: number("How many coming and how many past runs", { alias: "n", byDefault: 3, min: 0, max: 100 }),
		...targetArgs,
	},

	async run({ job: name = "", count, ...args }, { host, connectToRead }): Promise<ShowResult | ShownSweep> {
		const options = { signal: host.signal };
		await using client = await connectToRead(args);
		const found = await findShown({ host, client }, name);
		if ("group" in found) return found;
		const { job, summary, summaries } = found;
		const local = count === 0 ? undefined : await client.server.local(options);
		const now = host.now();
		const runs = await local?.runs({ job: name, limit: count }, options);
		return {
			job,
			summary,
			explanation: explainJob(withoutLogDir(specOf(job)), { now, limit: count }),
			parents: summaries.filter((each) => job.parents?.includes(each.name) ?? false),
			children: summaries.filter(({ parents }) => parents.includes(name)),
			runs,
			sandbox: runs && (await sandboxOf(host, client, runs)),
			now,
			zone: host.zone,
		};
	},

	isPaged: () => true,

	views: {
		result: (result, screen) => ("group" in result ? sweepPage(result, screen) : jobPage(result, screen)),
		json: (result) => ("group" in result ? shownSweepOnWire(result) : shownJobOnWire(result)),
	},
});

async function sandboxOf(host: Host, { target }: ReadClient, runs: readonly LocalRun[]): Promise<string | undefined> {
	return (await import("../local/find-sandbox.ts")).findSandbox(host, target, runs);
}

interface Asked {
	readonly host: Host;
	readonly client: ReadClient;
}

/** The job of a name, or else the sweep. */
async function findShown({ host, client }: Asked, name: string): Promise<FoundJob | ShownSweep> {
	const options = { signal: host.signal };
	const found = isMarked(name) ? undefined : await findJob(client, name, options).catch(missedJob);
	if (found !== undefined && "job" in found) return found;
	const groups = await knownGroups({ host, target: client.target });
	const group = findGroup(groups, name);
	if (group === undefined) throw found ?? missingSweep(name, groups);
	const summaries = await client.jobs.summaries(options);
	return showSweep(group, { summaries, now: host.now(), zone: host.zone });
}

/** That there is no such job is no failure yet. */
function missedJob(error: unknown): ChronosError {
	if (hasCode(error, "job.not-found")) return error;
	throw error;
}

/** The summary with all that `list` knows. */
function shownJobOnWire(result: ShowResult): object {
	const { job, summary, children, runs, explanation, sandbox, now } = result;
	return {
		job,
		logDir: logDirOf(job),
		summary: { ...factRecord({ name: job.name, job, summary }, everyField, now), ...summary },
		when: spentText(result) ?? explanation.when,
		next: explanation.isDisabled ? [] : explanation.occurrences.map(isoTimes),
		children: children.map((child) => child.name),
		...(runs && { runs: runs.map(isoRecord) }),
		...(sandbox !== undefined && { sandbox }),
	};
}
