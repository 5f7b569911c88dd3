import { ChronosError, systemClock } from "@chronos-job/core";
import { environmentOf, containerNameOf, readContainerRecord, type RunningAttempt } from "@chronos-job/local";
import { writePrivateFile } from "../change/write-private-file.ts";
import type { Session } from "../command/session.ts";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
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
		attempt = await startOnce(session, once);
		const ways = job.container === undefined ? [await besideProcess(host, once)] : await intoContainer(host, once);
		return await tryEach(host, ways);
	} finally {
		await attempt?.stop(0);
		const left = await once.remove();
		if (left !== undefined) note(`what was written there could not be removed: ${left}`);
	}
}

type Words = readonly string[];

/** The programs of engines understand each other, so that either will do. */
async function intoContainer({ screen }: Host, { attempt, sandbox }: Once): Promise<readonly Words[]> {
	const { engine = "" } = (await readContainerRecord(sandbox.directory)) ?? {};
	const inside = ["/bin/sh", "-c", "command -v bash > /dev/null && exec bash; exec /bin/sh"];
	const rest = ["exec", screen.interactive ? "-it" : "-i", containerNameOf(attempt.nonce), ...inside];
	return [
		["docker", "--host", engine, ...rest],
		["podman", "--remote", "--url", engine, ...rest],
	];
}

/** Variables are handed on in a file, for everybody can read the command lines of others. */
async function besideProcess({ env, files }: Host, { sandbox }: Once): Promise<Words> {
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

async function tryEach(host: Host, ways: readonly Words[]): Promise<number> {
	for (const words of ways) {
		try {
			// oxlint-disable-next-line eslint/no-await-in-loop -- the second is wanted only if the first is not there
			return (await host.runEditor(words)) ?? 137;
		} catch (error) {
			if (systemCodeOf(error) !== "ENOENT") throw error;
		}
	}
	throw new ChronosError("job.cannot-run", `there is neither ${ways.map(([program]) => program).join(" nor ")} here`, {
		hint: "Install the program `docker` or `podman`; the engine alone opens no terminal.",
	});
}
