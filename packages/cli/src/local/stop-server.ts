import { ChronosError } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { askServer, unreachable } from "./ask-server.ts";
import { listOf, parseFields, textOf } from "./json-fields.ts";
import type { ServerStatus } from "./server-status.ts";

/** What ends a server. */
export const stopPath = "/local/v1/stop";

/**
 * Asks a server to end, waits until it has, and answers the names of jobs that were running.
 * Through its socket, which cannot be mistaken for somebody else's as the number of a process can.
 */
export async function stopServer(
	host: Host,
	{ socket, pid }: Pick<ServerStatus, "socket" | "pid">,
	options: { readonly stopJobs: boolean },
): Promise<readonly string[]> {
	const body = JSON.stringify(options);
	const { status, text } = await askServer(host, { socketPath: socket, method: "POST", path: stopPath, body });
	if (status !== 202) throw unreachable(socket, new Error(`it answers ${status}`));
	for (let looks = (options.stopJobs ? jobsMs : serverMs) / pollMs; host.isRunning(pid); looks -= 1) {
		if (looks <= 0) throw tooLate(pid);
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await host.sleep(pollMs, host.signal);
		host.signal.throwIfAborted();
	}
	return listOf(parseFields(text)["running"]).map(textOf);
}

// Jobs may take their grace before they are killed.
const jobsMs = 60_000;
const serverMs = 15_000;
const pollMs = 5;

function tooLate(pid: number): ChronosError {
	return new ChronosError("local.unreachable", `the local server (pid ${pid}) accepted to end and still runs`, {
		hint: `Wait, or end it with \`kill -KILL ${pid}\`: nothing that was accepted is lost.`,
	});
}
