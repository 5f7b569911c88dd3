import { showControls, parseSpan } from "@chronos-job/core";
import { agreeToJobs } from "../change/agree-to-jobs.ts";
import { files, flag, text } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { inTime } from "../follow/in-time.ts";
import { findUnderWay } from "../follow/under-way.ts";
import { untilIdle } from "../follow/until-idle.ts";
import { readQuantity } from "../local/quantities.ts";
import { namesText } from "../render/server-facts.ts";
import { selectWithSweeps } from "../selection/select-with-sweeps.ts";

export interface KillEvent {
	readonly type: "job.killed";
	readonly job: string;
	/** What the server said that it was doing. */
	readonly state: string;
}

export interface KillResult {
	/** Those that were doing something. */
	readonly killed: readonly string[];
	readonly idle: readonly string[];
	readonly isDone: boolean;
}

const args = {
	jobs: files("Jobs or sweeps, by their names, or patterns like 'daily-*'"),
	wait: flag("Wait until what ran of them has ended"),
	timeout: text("How long to wait at most, like 10m; 1m unless said otherwise"),
	yes: flag("Do not ask when a pattern fits several jobs", "y"),
	...targetArgs,
} as const;

export const kill = defineCommand({
	name: "kill <jobs..>",
	theme: "change",
	about: "End what runs of jobs now; they will run again when they are due, and nothing counts as failed",
	examples: [
		{ line: "chronos-job kill hello", about: "Ask for it, and go on" },
		{ line: "chronos-job kill hello --wait", about: "Go on when it has ended" },
	],
	args,

	async run(args, session: Session<KillEvent>): Promise<KillResult> {
		const timeoutMs = readQuantity("--timeout", args.timeout, { parse: parseSpan, like: "10m" }) ?? 60_000;
		await using client = await session.connect(args);
		const place = { host: session.host, target: client.target };
		const limit = { client, timeoutMs: args.wait ? timeoutMs : undefined };
		const summaries = await inTime(session, limit, () => client.jobs.summaries());
		const jobs = await selectWithSweeps(place, summaries, args.jobs);
		const names = jobs.map(({ name }) => name);
		if (!(await agreeToJobs(session, "kill", { words: args.jobs, names, isAgreed: args.yes })))
			return { killed: [], idle: [], isDone: false };
		const busy = jobs.filter(({ state }) => state !== "idle").map(({ name }) => name);
		const underWay = args.wait ? await findUnderWay(client, busy) : undefined;
		for (const { name, state } of jobs) {
			// Also where nothing seems to run: what a server says may be a moment old.
			await client.tasks.kill(name);
			if (state !== "idle") session.emit({ type: "job.killed", job: name, state });
		}
		if (args.wait) await untilIdle(session, client, { names, timeoutMs, underWay });
		return { killed: busy, idle: names.filter((name) => !busy.includes(name)), isDone: true };
	},

	exit: ({ isDone }) => (isDone ? 0 : 1),

	views: {
		event: ({ job, state }) => `killed      ${showControls(job)}  (${state})\n`,
		result({ idle, isDone }) {
			if (!isDone) return "nothing was changed\n";
			return idle.length === 0 ? "" : `nothing ran of ${showControls(namesText(idle))}\n`;
		},
		json: ({ killed, idle }) => ({ killed, idle }),
	},
});
