import { ChronosError } from "@chronos-job/core";
import { type ArgsOf, flag, text, word } from "../../command/args.ts";
import type { Session } from "../../command/session.ts";
import { defineLocalCommand } from "../../local/define-local-command.ts";
import { ensureLocal } from "../../local/ensure-local.ts";
import { stateOf } from "../../local/find-server.ts";
import { readQuantity } from "../../local/quantities.ts";
import { type LogPart, type LogRange, readJobLog } from "../../local/read-job-log.ts";
import { lastOf } from "../../local/last-of.ts";
import { paint } from "../../render/paint.ts";

export interface LogsResult {
	readonly job?: string;
	readonly taskId?: string;
	/** The file of a server's own log. */
	readonly file?: string;
	/** What was shown, or the end of it. */
	readonly text: Readonly<Record<string, string>>;
}

type LogEvent = { readonly type: "output" } & LogPart;

const args = {
	job: word("A job, for what its latest attempt has printed; the server's own log without one"),
	run: text("A run of the job, by its number, instead of the latest"),
	stdout: flag("Only what was written to standard output"),
	stderr: flag("Only what was written to standard error"),
	tail: text("Only so many lines from the end", "n"),
	since: text("Only what stands from this byte on"),
	follow: flag("Go on as more is written, until the attempt ends", "f"),
	state: text("The state directory"),
} as const;

type LogsArgs = ArgsOf<typeof args>;

export const logs = defineLocalCommand({
	name: "local logs [job]",
	theme: "servers",
	about: "Print what the latest attempt of a job has written, or what the server itself has to say",
	examples: [
		{ line: "chronos-job local logs hello", about: "Of a job, both its outputs" },
		{ line: "chronos-job local logs --tail 20", about: "Of the server, the last lines" },
	],
	args,

	async run(args, session: Session<LogEvent>): Promise<LogsResult> {
		const kept = new Map<string, ReturnType<typeof lastOf>>();
		const tell = (part: LogPart) => {
			session.emit({ type: "output", ...part });
			kept.set(part.stream, (kept.get(part.stream) ?? lastOf(keptCharacters)).add(part.text));
		};
		const about = args.job === undefined ? await ownLog(args, session, tell) : await jobLog(args, session, tell);
		const text = Object.fromEntries([...kept].map(([stream, { text }]) => [stream, text]));
		return { ...about, text };
	},

	views: {
		result: () => "",
		event: ({ stream, text }, screen) => (stream === "stderr" ? paint(screen).yellow(text) : text),
		summary: ({ job, taskId, file }) => ({ job, taskId, file }),
	},
});

// Of a log without end; `--output ndjson` gets all of it.
const keptCharacters = 4_194_304;

type Tell = (part: LogPart) => void;
type About = Omit<LogsResult, "text">;

async function ownLog(args: LogsArgs, { host }: Session<LogEvent>, tell: Tell): Promise<About> {
	const file = stateOf(host, args.state).logFile;
	if (!host.files.existsSync(file)) {
		throw new ChronosError("local.not-running", `no local server has run on ${stateOf(host, args.state).path}`, {
			hint: "Start one with `chronos-job local start`.",
		});
	}
	const { readServerLog } = await import("../../local/read-server-log.ts");
	await readServerLog(file, { ...rangeOf(args), signal: host.signal }, (text) => tell({ stream: "server", text }));
	return { file };
}

async function jobLog(args: LogsArgs, session: Session<LogEvent>, tell: Tell): Promise<About> {
	const { job = "" } = args;
	const { server } = await ensureLocal(session, args.state);
	const run = readQuantity("--run", args.run, { parse: parseWhole, like: "12" });
	const streams = (["stdout", "stderr"] as const).filter((stream) => args.stdout === args.stderr || args[stream]);
	const asked = { socket: server.socket, job, run, streams, range: rangeOf(args) };
	return { job, taskId: await readJobLog(session.host, asked, tell) };
}

function rangeOf({ tail, since, follow }: LogsArgs): LogRange {
	return {
		tail: readQuantity("--tail", tail, { parse: parseWhole, like: "20" }),
		since: readQuantity("--since", since, { parse: parseWhole, like: "4096" }),
		follow,
	};
}

function parseWhole(text: string): number | undefined {
	return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
