import { baselineOf, type ChronosClient, type Fate, showControls } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { followArgs, followingOf } from "../change/follow-args.ts";
import { formatArguments } from "../change/manual-arguments.ts";
import { startJob } from "../change/start-job.ts";
import { foreignWords, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { exitOfFates } from "../follow/exit-of-fates.ts";
import { fateOnWire, type FollowEvent, followEventOnWire } from "../follow/follow-event.ts";
import { followFates } from "../follow/follow-fates.ts";
import { inTime } from "../follow/in-time.ts";
import { withResult } from "../command/stopped-error.ts";
import { followEvent } from "../render/follow-event.ts";
import { missingJob } from "../selection/select-jobs.ts";

export interface StartedEvent {
	readonly type: "job.started";
	readonly job: string;
	/** What was added to its command. */
	readonly arguments?: string;
	/** Only servers of ours tell. */
	readonly runId?: number;
}

export interface RunResult {
	readonly job: string;
	readonly runId?: number;
	readonly fates?: readonly Fate[];
}

export const run = defineCommand({
	name: "run <job> [words..]",
	theme: "run",
	about: "Start a job now, whatever its schedule says, and see whether the server does",
	examples: [
		{ line: "chronos-job run daily-report", about: "Once, now" },
		{ line: "chronos-job run daily-report -- --verbose", about: "With more words for its command" },
	],
	args: {
		job: word("The job"),
		words: foreignWords("What to add to its command, behind --"),
		...followArgs,
		...targetArgs,
	},

	async run(args, session: Session<StartedEvent | FollowEvent>): Promise<RunResult> {
		const { job: name = "", words } = args;
		const following = followingOf(args);
		const clock = { now: session.host.now, sleep: session.host.sleep };
		await using client = await session.connect(args);
		const limit = { client, timeoutMs: following?.timeoutMs };
		const job = await inTime(session, limit, () => jobNamed(client, name));
		const isOurs = (await client.server.local()) !== undefined;
		const added = formatArguments({ words, isShell: job.shell, isOurs });
		const baseline = await baselineOf(client, [name], { clock });
		const started = await startJob(session, client, { name, args: added, baseline });
		session.emit({ type: "job.started", job: name, ...(added !== undefined && { arguments: added }), ...started });
		if (following === undefined) return { job: name, ...started };
		const follow = () => followFates(session, client, { baseline, jobs: [name], ...following });
		const fates = await withResult({ job: name, ...started }, follow);
		return { job: name, ...started, fates };
	},

	exit: ({ fates }) => (fates === undefined ? 0 : exitOfFates(fates)),

	views: {
		event(event, screen) {
			if (event.type !== "job.started") return followEvent(event, screen);
			const run = event.runId === undefined ? "" : `  (run ${event.runId})`;
			return `started     ${showControls(event.job)}${run}\n`;
		},
		eventJson: (event) => (event.type === "job.started" ? event : followEventOnWire(event)),
		result: () => "",
		json: ({ fates, ...result }) => ({ ...result, ...(fates && { fates: fates.map(fateOnWire) }) }),
	},
});

async function jobNamed(client: ChronosClient, name: string): Promise<Job> {
	const job = await client.jobs.find(name);
	if (job !== undefined) return job;
	throw missingJob(
		name,
		(await client.jobs.summaries()).map((each) => each.name),
	);
}
