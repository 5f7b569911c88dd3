import { ChronosError } from "@chronos-job/core";
import { openSqliteStore, type StateDirectory } from "@chronos-job/local";
import { type Job, readJob } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import { askServer } from "./ask-server.ts";
import { findServer } from "./find-server.ts";
import { listOf } from "./json-fields.ts";
import type { ServerStatus } from "./server-status.ts";

/** All jobs of a state directory: from the server that runs on it, or else from its database. */
export async function readKeptJobs(host: Host, state: StateDirectory): Promise<readonly Job[]> {
	const server = await findServer(host, state);
	if (server !== undefined) return askForJobs(host, server);
	if (!host.files.existsSync(state.databaseFile)) return [];
	using store = openSqliteStore({ directory: state.path });
	const { jobs, hidden } = store.load();
	return [...jobs.map(({ job }) => job), ...hidden];
}

async function askForJobs(host: Host, { socket, dialect }: ServerStatus): Promise<readonly Job[]> {
	// What older servers know is the same path without the version (contract §0.3).
	const path = dialect === "2.x" ? "/scheduler/jobs" : "/v1/scheduler/jobs";
	const { status, text } = await askServer(host, { socketPath: socket, method: "GET", path });
	if (status !== 200) throw unreadable(socket);
	return parseItems(text, socket).map((item) => {
		const job = readJob(item);
		if (job === undefined) throw unreadable(socket);
		return job;
	});
}

function parseItems(text: string, socket: string): readonly unknown[] {
	try {
		return listOf(JSON.parse(text));
	} catch {
		throw unreadable(socket);
	}
}

/** Whoever does not know all jobs must not say what none of them needs. */
function unreadable(socket: string): ChronosError {
	return new ChronosError("local.unreachable", `the local server at ${socket} does not say which jobs it has`, {
		hint: "Look at `chronos-job local logs`.",
	});
}
