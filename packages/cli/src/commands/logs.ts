import { ChronosError, hasCode, type ReadClient, showControls } from "@chronos-job/core";
import { type ArgsOf, flag, text, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { awaitAttempt } from "../follow/await-attempt.ts";
import { explainNoLogs } from "../follow/explain-no-logs.ts";
import { type FollowEvent, followEventOnWire } from "../follow/follow-event.ts";
import { openLeash } from "../follow/leash.ts";
import { findLogSource, type LogSource } from "../follow/log-source.ts";
import { streamOutput } from "../follow/stream-output.ts";
import { openTeller, type Teller } from "../follow/teller.ts";
import { lastOf } from "../local/last-of.ts";
import { readQuantity } from "../local/quantities.ts";
import { followEvent } from "../render/follow-event.ts";
import { missingJob } from "../selection/select-jobs.ts";

export interface LogsResult {
	readonly job: string;
	/** Absent when somebody stopped following. */
	readonly taskId?: string;
	/** What was shown, or the end of it. */
	readonly text: Readonly<Record<string, string>>;
}

const args = {
	job: word("The job whose latest attempt has written something"),
	run: text("A run of the job, by its number, instead of the latest"),
	attempt: text("An attempt of the run, counted from 0, instead of the last"),
	stdout: flag("Only what was written to standard output"),
	stderr: flag("Only what was written to standard error"),
	tail: text("Only so many lines from the end", "n"),
	since: text("Only what stands from this byte on"),
	follow: flag("Go on as more is written, until the attempt ends", "f"),
	...targetArgs,
} as const;

type LogsArgs = ArgsOf<typeof args>;

export const logs = defineCommand({
	name: "logs <job>",
	theme: "follow",
	about: "Print what a job has written: of the local Chronos, or of a cluster from the sandboxes of its Mesos agents",
	examples: [
		{ line: "chronos-job logs hello", about: "Both outputs of its latest attempt" },
		{ line: "chronos-job logs hello --follow --stdout", about: "One of them, as it is written" },
		{ line: "chronos-job logs hello --tail 20 --attempt 0", about: "The last lines of a first attempt" },
	],
	args,

	async run(args, session: Session<FollowEvent>): Promise<LogsResult> {
		const { job = "" } = args;
		await using client = await session.connectToRead(args);
		const kept = new Map<string, ReturnType<typeof lastOf>>();
		const teller = openTeller(session, [job]);
		const print: Teller["print"] = (output) => {
			teller.print(output);
			kept.set(output.stream, (kept.get(output.stream) ?? lastOf(keptCharacters)).add(output.text));
		};
		const taskId = await printLogs(session, client, { args, print });
		const text = Object.fromEntries([...kept].map(([stream, { text }]) => [stream, text]));
		return { job, ...(taskId !== undefined && { taskId }), text };
	},

	isPaged: ({ follow }) => !follow,

	exit: ({ taskId }) => (taskId === undefined ? 130 : 0),

	views: {
		event: followEvent,
		eventJson: followEventOnWire,
		result: () => "",
		summary: ({ job, taskId }) => ({ job, taskId }),
	},
});

// Of a log without end; `--output ndjson` gets all of it.
const keptCharacters = 4_194_304;

/** Answers the task id; undefined when somebody stopped it. */
async function printLogs(
	session: Session<FollowEvent>,
	client: ReadClient,
	{ args, print }: { readonly args: LogsArgs; readonly print: Teller["print"] },
): Promise<string | undefined> {
	const { job = "" } = args;
	const query = { job, ...rangeOf(args) };
	using leash = openLeash(session.host);
	const { signal } = leash;
	try {
		await using source = await findLogSource(session.host, client, {
			jobs: [job],
			looks: true,
			note: session.note,
			signal,
		});
		if (source === undefined) throw await withoutSource(client, job, signal);
		const streams = streamsIn(source, session, args);
		if (args.follow && args.run === undefined) await awaitAttempt(session, client, { job, source, signal });
		return await streamOutput(
			{ query, streams, isLabelled: false },
			{ source, print, signal, sleep: session.host.sleep },
		);
	} catch (error) {
		if (leash.cause === "interrupted") return undefined;
		throw hasCode(error, "job.no-logs")
			? await explainNoLogs(client, { error, query, signal, zone: session.host.zone })
			: error;
	}
}

/** The outputs that are wanted, as far as they can be told apart. */
function streamsIn(
	{ isMerged = false }: Pick<LogSource, "isMerged">,
	{ note }: Pick<Session, "note">,
	{ job = "", ...args }: LogsArgs,
): readonly ("stdout" | "stderr")[] {
	const isOne = args.stdout !== args.stderr;
	if (!isMerged) return (["stdout", "stderr"] as const).filter((stream) => !isOne || args[stream]);
	if (isOne) note(`${showControls(job)} keeps both outputs in one file, so that all of it is shown`);
	return ["stdout"];
}

function rangeOf({ run, attempt, tail, since, follow }: LogsArgs) {
	return {
		run: readQuantity("--run", run, { parse: parseWhole, like: "12" }),
		attempt: readQuantity("--attempt", attempt, { parse: parseWhole, like: "0" }),
		tail: readQuantity("--tail", tail, { parse: parseWhole, like: "20" }),
		since: readQuantity("--since", since, { parse: parseWhole, like: "4096, the number of a byte" }),
		follow,
	};
}

function parseWhole(text: string): number | undefined {
	return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

async function withoutSource(client: ReadClient, job: string, signal: AbortSignal): Promise<ChronosError> {
	const jobs = await client.jobs.summaries({ signal });
	if (jobs.every(({ name }) => name !== job)) {
		return missingJob(
			job,
			jobs.map(({ name }) => name),
		);
	}
	return new ChronosError(
		"job.no-logs",
		`${client.target.name} is a Chronos that keeps no logs: what ${job} writes stays on the Mesos agent that runs it`,
		{
			hint: "Give the address of the Mesos master with `context add --mesos`, or in CHRONOS_MESOS_URL, like `http://master.example.org:5050`, or send the job again with `submit --log-dir`, naming a folder that you can read.",
		},
	);
}
