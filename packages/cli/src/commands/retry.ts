import {
	type Baseline,
	baselineOf,
	type ChronosClient,
	ChronosError,
	type Fate,
	showControls,
} from "@chronos-job/core";
import { agreeToJobs } from "../change/agree-to-jobs.ts";
import { carryOut } from "../change/carry-out.ts";
import { followArgs, type Following, followingOf } from "../change/follow-args.ts";
import { planRetry, type Retrying, type SkippedJob } from "../change/plan-retry.ts";
import { startJobs } from "../change/start-jobs.ts";
import type { StepEvent } from "../change/step-event.ts";
import { tellLateNotice } from "../change/tell-late-notice.ts";
import { files, flag } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { exitOfFates } from "../follow/exit-of-fates.ts";
import { fateOnWire, type FollowEvent, followEventOnWire } from "../follow/follow-event.ts";
import { followFates } from "../follow/follow-fates.ts";
import { inTime } from "../follow/in-time.ts";
import type { Host } from "../host.ts";
import { withResult } from "../command/stopped-error.ts";
import { followEvent } from "../render/follow-event.ts";
import { stepLine } from "../render/step-event.ts";
import { selectWithSweeps } from "../selection/select-with-sweeps.ts";

export interface RetriedEvent {
	readonly type: "job.started";
	readonly job: string;
	/** Only servers of ours tell. */
	readonly runId?: number;
}

export interface SkippedEvent extends SkippedJob {
	readonly type: "job.skipped";
}

export interface RetryResult {
	readonly outcome: "applied" | "declined";
	/** The jobs that run again. */
	readonly jobs: readonly string[];
	readonly skipped: readonly SkippedJob[];
	readonly fates?: readonly Fate[];
}

type RetryEvent = StepEvent | RetriedEvent | SkippedEvent | FollowEvent;

export const retry = defineCommand({
	name: "retry [jobs..]",
	theme: "run",
	about: "Run jobs once more: one-shots anew, the others now and besides their schedule",
	examples: [
		{ line: "chronos-job retry --failed --yes", about: "All jobs whose last run has failed" },
		{ line: "chronos-job retry 'f*' --failed", about: "Those of them whose names fit" },
	],
	args: {
		jobs: files("Jobs or sweeps, by their names or patterns like 'daily-*'; with --failed all without any"),
		failed: flag("Only jobs whose last run has failed"),
		yes: flag("Do not ask when there are several jobs", "y"),
		...followArgs,
		...targetArgs,
	},

	async run(args, session: Session<RetryEvent>): Promise<RetryResult> {
		const following = followingOf(args);
		if (args.jobs.length === 0 && !args.failed) throw nobodyNamed();
		await using client = await session.connect(args);
		const limit = { client, timeoutMs: following?.timeoutMs };
		const retrying = await inTime(session, limit, () => planFor(session.host, client, args));
		const { skipped } = retrying;
		const jobs = jobsOf(retrying);
		const words = args.jobs.length === 0 ? ["*"] : args.jobs;
		if (!(await agreeToJobs(session, "run again", { words, names: jobs, isAgreed: args.yes })))
			return { outcome: "declined", jobs: [], skipped };
		for (const each of skipped) session.emit({ type: "job.skipped", ...each });
		return jobs.length === 0
			? { outcome: "applied", jobs, skipped }
			: runAgain(session, client, { retrying, following });
	},

	exit({ outcome, skipped, fates }) {
		if (outcome === "declined" || skipped.length > 0) return 1;
		return fates === undefined ? 0 : exitOfFates(fates);
	},

	views: {
		event(event, screen) {
			if (event.type === "step.applied") return stepLine(event, screen);
			if (event.type === "job.skipped") return `skipped     ${showControls(event.job)}: ${showControls(event.why)}\n`;
			return event.type === "job.started" ? `started     ${showControls(event.job)}\n` : followEvent(event, screen);
		},
		eventJson: (event) =>
			event.type === "step.applied" || event.type === "job.skipped" || event.type === "job.started"
				? event
				: followEventOnWire(event),
		result({ outcome, jobs, skipped }) {
			if (outcome === "declined") return "nothing was changed\n";
			return jobs.length + skipped.length === 0 ? "no job has failed\n" : "";
		},
		json: ({ fates, ...result }) => ({ ...result, ...(fates && { fates: fates.map(fateOnWire) }) }),
	},
});

function nobodyNamed(): ChronosError {
	return new ChronosError("usage.invalid", "nobody has said which jobs are to run again", {
		hint: "Name them, or give --failed for all whose last run has failed.",
	});
}

async function planFor(
	host: Host,
	client: ChronosClient,
	{ jobs: words, failed }: { readonly jobs: readonly string[]; readonly failed: boolean },
): Promise<Retrying> {
	const [jobs, summaries] = await Promise.all([client.jobs.list(), client.jobs.summaries()]);
	const failures = new Set(summaries.filter(({ status }) => status === "failure").map(({ name }) => name));
	const selected = await selectWithSweeps({ host, target: client.target }, jobs, words);
	const wanted = selected.filter(({ name }) => !failed || failures.has(name));
	return planRetry(wanted, summaries);
}

function jobsOf({ plan, starts }: Retrying): readonly string[] {
	return [...plan.steps.map(({ name }) => name), ...starts];
}

async function runAgain(
	session: Session<RetryEvent>,
	client: ChronosClient,
	{ retrying, following }: { readonly retrying: Retrying; readonly following: Following | undefined },
): Promise<RetryResult> {
	const { plan, starts } = retrying;
	const clock = { now: session.host.now, sleep: session.host.sleep };
	const baseline = await baselineOf(client, jobsOf(retrying), { clock });
	await carryOut(session, client, { plan });
	await tellLateNotice(session, client, plan);
	const refused = await startJobs(session, client, {
		names: starts,
		baseline,
		onStarted: (job, started) => session.emit({ type: "job.started", job, ...started }),
	});
	for (const each of refused) session.emit({ type: "job.skipped", ...each });
	const dropped = new Set(refused.map(({ job }) => job));
	const jobs = jobsOf(retrying).filter((name) => !dropped.has(name));
	const skipped = [...retrying.skipped, ...refused];
	const soFar: RetryResult = { outcome: "applied", jobs, skipped };
	const fates = await withResult(soFar, () => follow(session, client, { jobs, baseline, following }));
	return { outcome: "applied", jobs, skipped, ...(fates && { fates }) };
}

async function follow(
	session: Session<RetryEvent>,
	client: ChronosClient,
	{
		jobs,
		baseline,
		following,
	}: { readonly jobs: readonly string[]; readonly baseline: Baseline; readonly following: Following | undefined },
): Promise<readonly Fate[] | undefined> {
	if (following === undefined || jobs.length === 0) return undefined;
	return followFates(session, client, { baseline, jobs, ...following });
}
