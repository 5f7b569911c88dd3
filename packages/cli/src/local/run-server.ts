import { systemClock } from "@chronos-job/core";
import {
	endContainers,
	endLeftovers,
	inState,
	openServerLog,
	openStateDirectory,
	type StateDirectory,
	systemProcesses,
} from "@chronos-job/local";
import type { Session } from "../command/session.ts";
import { openServer } from "./open-server.ts";
import type { ServerOptions } from "./server-options.ts";
import { detachedMark } from "./detached-mark.ts";
import { tcpWarnings } from "./tcp-warnings.ts";
import { untilRemoved } from "./until-removed.ts";

export interface RunOptions {
	readonly state: StateDirectory;
	readonly options: ServerOptions;
	/** The same as they were given. */
	readonly given: Readonly<Record<string, string>>;
}

/** Runs a server until it is told to end; answers the names of the jobs that go on without it. */
export async function runServer(
	{ host }: Pick<Session, "host">,
	{ state, options, given }: RunOptions,
): Promise<readonly string[]> {
	openStateDirectory(state, host.user.id);
	const file = inState(state, () => openServerLog(state, { now: host.now }));
	const log = (text: string) => {
		file.write(text);
		if (host.env[detachedMark] === undefined) host.stderr.write(`${text}\n`);
	};
	const end = Promise.withResolvers<{ readonly why: string; readonly stopJobs: boolean }>();
	void host.untilStopped().then((signal) => end.resolve({ why: signal, stopJobs: false }));
	const server = await openServer(host, {
		state,
		options,
		given,
		log,
		stop: ({ stopJobs }) => end.resolve({ why: "`local stop`", stopJobs }),
	});
	log(`chronos-job ${host.version} listens on ${server.places.join(" and ")} (pid ${host.pid})`);
	for (const warning of tcpWarnings(options)) log(warning);
	host.keepCompiledCode();
	const over = new AbortController();
	void untilRemoved(host, { state, socket: server.socket }, over.signal).then((removed) =>
		// Jobs whose state is gone would be nobody's.
		end.resolve({ why: `its ${removed ?? ""} was removed`, stopJobs: removed === "state" }),
	);
	const { why, stopJobs } = await end.promise;
	over.abort();
	const running = server.running();
	log(
		`stops because of ${why}; ${stopJobs ? "ends" : "leaves"} ${running.length === 0 ? "no job" : running.join(", ")}`,
	);
	const isGone = !host.files.existsSync(state.databaseFile);
	// Without its records the engine could not end them.
	if (isGone) {
		await endLeftovers(state.sandboxes, systemProcesses);
		await endContainers(state.sandboxes, { environment: host.env, clock: systemClock });
	}
	await server.close({ stopJobs: stopJobs && !isGone });
	log("stopped");
	return stopJobs ? [] : running;
}
