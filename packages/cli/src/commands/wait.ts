import { type Fate, parseSpan, type ReadClient } from "@chronos-job/core";
import type { JobSummary } from "@chronos-job/schemas";
import { choice, files, text } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { exitOfFates, type Wanted } from "../follow/exit-of-fates.ts";
import { fateOnWire, type FollowEvent, followEventOnWire } from "../follow/follow-event.ts";
import { followFates } from "../follow/follow-fates.ts";
import { noAnswerYet } from "../follow/in-time.ts";
import { type Leash, openLeash } from "../follow/leash.ts";
import { readQuantity } from "../local/quantities.ts";
import { followEvent } from "../render/follow-event.ts";
import { selectWithSweeps } from "../selection/select-with-sweeps.ts";

export interface WaitResult {
	readonly wanted: Wanted;
	readonly fates: readonly Fate[];
}

export const wait = defineCommand({
	name: "wait <jobs..>",
	theme: "follow",
	about:
		"Wait for what becomes of jobs, and answer it with the exit code: 0 succeeded, 1 failed, 6 deleted, 7 too late",
	examples: [
		{
			line: "chronos-job wait hello --timeout 10m",
			about: "The run that is under way, or the last one of a job at rest",
		},
		{ line: "chronos-job wait 'hell*' --for idle", about: "Until none of them runs or is queued" },
	],
	args: {
		jobs: files("Names of jobs or sweeps, or patterns like daily-*"),
		for: choice("What to wait for: other outcomes are waited over, as long as the job runs again", {
			choices: ["any", "success", "failure", "idle"],
			byDefault: "any",
		}),
		timeout: text("How long to wait at most, like 10m or 1h30m"),
		every: text("How often to look at a server that does not tell by itself; 2s unless said otherwise"),
		...targetArgs,
	},

	async run(args, session: Session<FollowEvent>): Promise<WaitResult> {
		const timeoutMs = readQuantity("--timeout", args.timeout, { parse: parseSpan, like: "10m" });
		const everyMs = readQuantity("--every", args.every, { parse: parseSpan, like: "5s" });
		await using client = await session.connectToRead(args);
		const { host } = session;
		using leash = openLeash(host);
		leash.limit(timeoutMs);
		const summaries = await firstLook(client, { leash, timeoutMs });
		const jobs = await selectWithSweeps({ host, target: client.target }, summaries, args.jobs);
		const names = jobs.map(({ name }) => name);
		const options = { jobs: names, show: "ends", until: args.for, timeoutMs, everyMs, leash } as const;
		return { wanted: args.for, fates: await followFates(session, client, options) };
	},

	exit: ({ fates, wanted }) => exitOfFates(fates, wanted),

	views: {
		event: followEvent,
		eventJson: followEventOnWire,
		result: () => "",
		json: ({ fates }) => ({ fates: fates.map(fateOnWire) }),
	},
});

/** The time to wait is over at its end, whatever the server does. */
async function firstLook(
	client: ReadClient,
	{ leash, timeoutMs = 0 }: { readonly leash: Leash; readonly timeoutMs: number | undefined },
): Promise<readonly JobSummary[]> {
	try {
		return await client.jobs.summaries({ signal: leash.signal });
	} catch (error) {
		if (leash.cause !== "timeout") throw error;
		throw noAnswerYet(client, timeoutMs, error);
	}
}
