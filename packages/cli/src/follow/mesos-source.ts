import {
	type CallOptions,
	ChronosError,
	hasCode,
	openSandboxes,
	type SandboxReader,
	type Target,
} from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { dialectMemory } from "../context/dialect-memory.ts";
import type { LogQuery, LogSource, OpenLog } from "./log-source.ts";
import type { MesosPlace } from "./mesos-place.ts";

/** The sandboxes of a Mesos cluster. */
export async function openMesosLogs(
	{ host, note }: Pick<Session, "host" | "note">,
	target: Target,
	{ masters, findCredentials, isFound }: MesosPlace,
): Promise<LogSource> {
	const transport = await host.openTransport({ name: "mesos", urls: masters, ca: target.ca });
	const clock = { now: host.now, sleep: host.sleep };
	let opening: Promise<SandboxReader> | undefined;
	// Nobody is asked for a password as long as there is nothing to read.
	const sandboxes = (): Promise<SandboxReader> => (opening ??= open());
	async function open(): Promise<SandboxReader> {
		return openSandboxes({ masters, credentials: await findCredentials(), transport, clock });
	}
	if (isFound) note(`logs are read from the Mesos at ${masters.join(" or ")}, which was found beside Chronos`);
	async function orForget<Value>(asked: Promise<Value>): Promise<Value> {
		try {
			return await asked;
		} catch (error) {
			// It was there once; next time it is looked for anew.
			if (isFound && hasCode(error, "target.unreachable")) dialectMemory(host, target).forget("mesos");
			throw error;
		}
	}
	return {
		open: async (query, options) => orForget(openSandboxLog(await sandboxes(), query, options)),
		hasAttempt: async (job, options) => (await orForget((await sandboxes()).attempts(job, options))).length > 0,
		[Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
	};
}

async function openSandboxLog(
	sandboxes: SandboxReader,
	{ job, run, attempt, ...range }: LogQuery,
	options: CallOptions,
): Promise<OpenLog> {
	if (run !== undefined) {
		throw new ChronosError("usage.invalid", "this Chronos numbers no runs", {
			hint: "Leave --run out; --attempt chooses among the latest attempts.",
		});
	}
	const attempts = await sandboxes.attempts(job, options);
	const found = attempt === undefined ? attempts[0] : attempts.find(({ number }) => number === attempt);
	if (found !== undefined)
		return { taskId: found.taskId, offset: undefined, body: sandboxes.log(found, range, options) };
	const which = attempt === undefined || attempts.length === 0 ? "no attempt" : `no attempt ${attempt}`;
	throw new ChronosError("job.no-logs", `Mesos remembers ${which} of ${job}`);
}
