import { commandLine, type Baseline, type ChronosClient, ChronosError, type JobBaseline } from "@chronos-job/core";
import { type Job, parseActivity, parseSchedule } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";

export interface Start {
	readonly name: string;
	readonly args: string | undefined;
	/** How things were before. */
	readonly baseline: Baseline;
}

export interface Started {
	/** Only servers of ours tell. */
	readonly runId?: number;
}

/** Starts a job by hand and looks whether the server has done so: it answers 204 to starts that it drops, too (contract §1.4.7). */
export async function startJob(
	{ host }: Pick<Session, "host">,
	client: ChronosClient,
	{ name, args, baseline }: Start,
): Promise<Started> {
	const before = baseline.jobs.get(name);
	const local = await client.server.local();
	if (before !== undefined) refuseHopeless(name, before, local !== undefined);
	await client.jobs.start(name, args);
	if (local !== undefined) {
		const [newest] = await local.runs({ job: name, limit: 1 });
		if (newest !== undefined && newest.id > (baseline.local?.runId ?? 0)) return { runId: newest.id };
		throw notStarted(name, "the server has dropped the start", `Run \`${commandLine("why", name)}\` to see why.`);
	}
	for (let look = 0; look < looks; look += 1) {
		if (await isSeen(client, name, before?.job)) return {};
		await host.sleep(pauseMs, host.signal);
	}
	throw notStarted(
		name,
		"the server took the start and has done nothing about it",
		`Run \`${commandLine("why", name)}\`.`,
	);
}

const looks = 20;
const pauseMs = 250;

function refuseHopeless(name: string, { job, summary }: JobBaseline, isOurs: boolean): void {
	const facts: Facts = {
		job,
		isOurs,
		phase: parseActivity(summary?.state ?? "idle")?.phase,
		isExhausted: parseSchedule(job.schedule ?? "")?.repeat === 0,
	};
	const obstacle = obstacles.find(({ isMet }) => isMet(facts));
	if (obstacle !== undefined) throw notStarted(name, obstacle.why, obstacle.hint(name));
}

interface Facts {
	readonly job: Job;
	readonly isOurs: boolean;
	readonly phase: string | undefined;
	readonly isExhausted: boolean;
}

interface Obstacle {
	readonly isMet: (facts: Facts) => boolean;
	readonly why: string;
	readonly hint: (name: string) => string;
}

const obstacles: readonly Obstacle[] = [
	{
		// A start by hand makes a job without repetitions run for ever (contract §4.7).
		isMet: ({ isExhausted, isOurs, job }) => isExhausted && (job.disabled || !isOurs),
		why: "it has used up its repetitions",
		hint: () => "Submit its file again, which starts it.",
	},
	{
		isMet: ({ job }) => job.disabled,
		why: "it is disabled, so the server would drop the start",
		hint: (name) => `Run \`${commandLine("enable", name)}\` first.`,
	},
	{
		isMet: ({ phase }) => phase === "queued",
		why: "it is queued already, and has one place in the queue",
		hint: (name) => `Follow it with \`${commandLine("watch", name)}\`.`,
	},
	{
		isMet: ({ phase, job }) => phase === "running" && !job.concurrent,
		why: "it runs now and is not concurrent, so the server would drop the start",
		hint: (name) => `Wait for it with \`${commandLine("wait", name)}\`.`,
	},
];

function notStarted(name: string, why: string, hint: string): ChronosError {
	return new ChronosError("job.not-started", `${name} was not started: ${why}`, { hint });
}

/** Whether there is any trace of a start: in the queue, running, or already over. */
async function isSeen(client: ChronosClient, name: string, before: Job | undefined): Promise<boolean> {
	const summary = (await client.jobs.summaries()).find((each) => each.name === name);
	if (summary !== undefined && summary.state !== "idle") return true;
	const now = await client.jobs.find(name);
	return now !== undefined && before !== undefined && traceOf(now) !== traceOf(before);
}

function traceOf({ schedule, successCount, errorCount, lastSuccess, lastError }: Job): string {
	return [schedule, successCount, errorCount, lastSuccess, lastError].join("\n");
}
