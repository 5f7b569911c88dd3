import { join, resolve } from "node:path";

/** Where a server keeps things. */
export interface StateDirectory {
	readonly path: string;
	readonly databaseFile: string;
	/** What a running server says about itself. */
	readonly serverFile: string;
	readonly logFile: string;
	/** What was in the log before it grew too large. */
	readonly oldLogFile: string;
	/** Of the TCP server; there once one was asked for. */
	readonly passwordFile: string;
	/** The same for programs that read such files, as `curl --netrc-file` does. */
	readonly netrcFile: string;
	/** One directory per attempt. */
	readonly sandboxes: string;
	/** Files that jobs fetch again and again. */
	readonly cache: string;
}

export interface Surroundings {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly cwd: string;
	/** For those whose environment names no home. */
	readonly home: string;
}

/** The state directory that was asked for, by an option or the environment, or else the user's own. */
export function findStateDirectory({ env, cwd, home }: Surroundings, asked?: string): StateDirectory {
	const named = asked ?? env["CHRONOS_JOB_STATE"];
	if (named !== undefined && named !== "") return stateDirectoryAt(resolve(cwd, named));
	const xdg = env["XDG_STATE_HOME"];
	// A relative path is to be ignored, says the XDG specification.
	const base = xdg?.startsWith("/") === true ? xdg : join(env["HOME"] || home, ".local/state");
	return stateDirectoryAt(join(base, "chronos-job"));
}

function stateDirectoryAt(path: string): StateDirectory {
	return {
		path,
		databaseFile: join(path, "chronos.db"),
		serverFile: join(path, "server.json"),
		logFile: join(path, "server.log"),
		oldLogFile: join(path, "server.log.1"),
		passwordFile: join(path, "password"),
		netrcFile: join(path, "netrc"),
		sandboxes: join(path, "sandboxes"),
		cache: join(path, "cache"),
	};
}
