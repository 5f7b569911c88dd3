import { ChronosError, systemClock } from "@chronos-job/core";
import { environmentOf, containerNameOf, findEngine, isOfApptainer, type RunningAttempt } from "@chronos-job/local";
import { writePrivateFile } from "../change/write-private-file.ts";
import type { Session } from "../command/session.ts";
import type { Host } from "../host.ts";
import { execInApptainer, execInside } from "./exec-inside.ts";
import { catchStops, findTerminal } from "./exec-terminal.ts";
import { openOutput } from "./open-output.ts";
import { type Once, type OnceOptions, openOnce } from "./open-once.ts";
import { shellQuote } from "./shell-quote.ts";
import { startOnce } from "./start-once.ts";

type Shown = Pick<Session, "host" | "note" | "progress">;

/** Opens a shell where a job would run, made by what would run it; its status, as a shell would tell it. */
export async function openShell(session: Shown, options: Omit<OnceOptions, "args">): Promise<number> {
	const { host, note } = session;
	// In place of its command something that only waits: all around it is as it would be.
	const job = { ...options.job, command: "sleep 1000000000", shell: true, arguments: [] };
	const once = await openOnce(host, { ...options, job, args: "" });
	let attempt: RunningAttempt | undefined;
	try {
		attempt = await startInTime(session, once);
		if (attempt === undefined) return interrupted;
		if (job.container !== undefined) return await insideContainer(session, once);
		return (await host.runEditor(await besideProcess(host, once))) ?? killed;
	} finally {
		await attempt?.stop(0);
		const left = await once.remove();
		if (left !== undefined) note(`what was written there could not be removed: ${left}`);
	}
}

// Of this program itself: no shell was opened.
const interrupted = 130;

/** Of a shell that was not waited for. */
const killed = 137;

/** Until it has begun, Ctrl-C means this program; afterwards it means the shell. */
async function startInTime(session: Shown, once: Once): Promise<RunningAttempt | undefined> {
	using interrupts = session.host.catchInterrupts();
	return await startOnce(session, once, interrupts.signal);
}

async function insideContainer(session: Shown, { attempt, sandbox }: Once): Promise<number> {
	const { host } = session;
	const terminal = findTerminal(session);
	using stops = terminal === undefined ? host.catchInterrupts() : catchStops(terminal);
	const { tell } = openOutput({ emit: ({ stream, bytes }) => host[stream].write(bytes) });
	const words = ["/bin/sh", "-c", "command -v bash > /dev/null && exec bash; exec /bin/sh"];
	const execution = { words, tell, signal: stops.signal, terminal };
	if (isOfApptainer(sandbox)) return (await execInApptainer(host, sandbox, execution)) ?? killed;
	const found = await findEngine({ environment: host.env, isRoot: false, clock: systemClock });
	if (!found.available) throw new ChronosError("job.cannot-run", found.reason, { hint: found.hint });
	const place = { client: found.client, id: containerNameOf(attempt.nonce) };
	return (await execInside(host, place, execution)) ?? killed;
}

/** Variables are handed on in a file, for everybody can read the command lines of others. */
async function besideProcess({ env, files }: Host, { sandbox }: Once): Promise<readonly string[]> {
	const variables = await environmentOf(sandbox, systemClock);
	if (variables === undefined) {
		throw new ChronosError("job.cannot-run", "this system does not tell the variables of the job", {
			hint: "Run the job itself with `chronos-job run-local`.",
		});
	}
	const { TERM = "dumb" } = env;
	const shell = env["SHELL"] || "/bin/sh";
	const lines = Object.entries({ TERM, ...variables })
		.filter(([name]) => /^[A-Za-z_]\w*$/.test(name))
		.map(([name, value]) => `export ${name}=${shellQuote(value)}\n`);
	const file = `${sandbox.directory}/variables`;
	writePrivateFile(files, file, lines.join(""));
	return ["/usr/bin/env", "-i", "/bin/sh", "-c", '. "$0"; cd "$1" && exec "$2"', file, sandbox.workDirectory, shell];
}
