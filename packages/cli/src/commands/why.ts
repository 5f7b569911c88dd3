import { type CallOptions, ChronosError, type LocalReader, type ReadClient, whyIdle } from "@chronos-job/core";
import { word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import { findAgents } from "../follow/find-agents.ts";
import type { Host } from "../host.ts";
import { hypothesesOf, type WhyReason } from "../history/local-reasons.ts";
import { inContext } from "../render/in-context.ts";
import { reasonsPage } from "../render/reasons-page.ts";
import { findJob } from "../selection/find-job.ts";
import { missingJob } from "../selection/select-jobs.ts";

export interface WhyResult {
	readonly job: string;
	/** Whether the server told the reasons, or they were put together from what it tells. */
	readonly source: "server" | "deduced";
	/** The most probable first; none when nothing keeps it from running. */
	readonly reasons: readonly WhyReason[];
	/** How its latest attempt ended, as a sentence. */
	readonly latest: string | undefined;
	readonly zone: string | undefined;
}

export const why = defineCommand({
	name: "why <job>",
	theme: "look",
	about: "Say why a job does not run: one sentence, then the evidence and what to do",
	examples: [
		{ line: "chronos-job why hello", about: "For people" },
		{ line: "chronos-job why hello --output json", about: "For programs: codes, evidence, fixes" },
	],
	args: { job: word("The name of the job"), ...targetArgs },

	async run({ job: name = "", ...args }, { host, connectToRead }): Promise<WhyResult> {
		const options = { signal: host.signal };
		await using client = await connectToRead(args);
		const local = await client.server.local(options);
		const told = local === undefined ? await deduce(client, name, host) : await ask(local, client, name);
		const reasons = told.reasons.map((reason) => fixedIn(args.context, reason));
		return { job: name, zone: host.zone, ...told, reasons };
	},

	views: {
		result: reasonsPage,
		json: ({ job, source, reasons, latest }) => ({ job, source, reasons, ...(latest !== undefined && { latest }) }),
	},
});

function fixedIn(context: string | undefined, reason: WhyReason): WhyReason {
	return reason.fix === undefined ? reason : { ...reason, fix: inContext(reason.fix, context) };
}

type Told = Pick<WhyResult, "source" | "reasons" | "latest">;

async function ask(local: LocalReader, client: ReadClient, name: string): Promise<Told> {
	const why = await local.why(name);
	if (why === undefined || why.reasons.some(({ type }) => type === "unknown")) {
		const summaries = await client.jobs.summaries();
		throw missingJob(
			name,
			summaries.map((each) => each.name),
		);
	}
	return { source: "server", reasons: hypothesesOf(why), latest: why.latest?.text };
}

async function deduce(client: ReadClient, name: string, host: Host): Promise<Told> {
	const [{ job, summary, summaries }, jobs, queued] = await Promise.all([
		findJob(client, name).catch(explainMissing),
		client.jobs.list(),
		queueSize(client),
	]);
	const agents = summary?.state === "queued" ? await findAgents(host, client) : undefined;
	const facts = { job, summary, summaries, jobs, queued, agents, now: host.now() };
	return { source: "deduced", reasons: whyIdle(facts), latest: undefined };
}

// A job without its parents is stored, and nobody sees it again (contract §3.3).
function explainMissing(error: unknown): never {
	if (!(error instanceof ChronosError) || error.code !== "job.not-found") throw error;
	const message = `${error.message}; it hides children whose parents it does not have`;
	throw new ChronosError(error.code, message, { hint: error.hint, cause: error });
}

const gauges = ["queueSize", "highQueueSize"].map(
	(name) => `org.apache.mesos.chronos.scheduler.jobs.TaskManager.${name}`,
);

/** How many entries the two queues have; not every server tells. */
async function queueSize(client: ReadClient, options?: CallOptions): Promise<number | undefined> {
	try {
		const metrics = await client.server.metrics(options);
		const sizes = gauges.flatMap((name) => numberIn(metrics.gauges[name]?.["value"]));
		return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size, 0);
	} catch (error) {
		if (error instanceof ChronosError) return undefined;
		throw error;
	}
}

function numberIn(value: unknown): readonly number[] {
	return typeof value === "number" ? [value] : [];
}
