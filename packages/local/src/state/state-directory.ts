import { isAbsolute, join, resolve } from "node:path";
import { ChronosError } from "@chronos-job/core";
import { stateRefusal } from "./state-failure.ts";

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
	/** A note about each image that was pulled for a job. */
	readonly pulled: string;
	/** Images that Apptainer has pulled. */
	readonly images: string;
}

export interface Surroundings {
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Empty when it was removed. */
	readonly cwd: string;
	/** Of the account, for those whose environment names no home; empty when it has none. */
	readonly home: string;
}

/** The state directory that was asked for, by an option or the environment, or else the user's own. */
export function findStateDirectory(surroundings: Surroundings, asked?: string): StateDirectory {
	// A script whose variable is not set means something else than the user's own jobs.
	if (asked === "") {
		throw new ChronosError("usage.invalid", "--state is empty", {
			hint: "Name a directory, or leave --state out for your own.",
		});
	}
	// Empty variables are those that are not set, as in the XDG specification.
	const named = asked ?? (surroundings.env["CHRONOS_JOB_STATE"] || undefined);
	return stateDirectoryAt(named === undefined ? ownPath(surroundings) : absolute(surroundings, named));
}

function absolute({ cwd }: Surroundings, named: string): string {
	if (isAbsolute(named)) return resolve(named);
	if (cwd !== "") return resolve(cwd, named);
	throw stateRefusal(
		`the directory you are in was removed, so nobody knows where the state directory ${named} is`,
		"Change to another one with `cd`, or give an absolute path.",
	);
}

/** Relative paths in the environment are to be ignored, says the XDG specification. */
function ownPath(surroundings: Surroundings): string {
	const { XDG_STATE_HOME: states = "", HOME: home = "" } = surroundings.env;
	if (isAbsolute(states)) return join(states, "chronos-job");
	const base = isAbsolute(home) ? home : surroundings.home;
	if (isAbsolute(base)) return join(base, ".local/state/chronos-job");
	throw stateRefusal("nobody knows your home directory", "Set HOME, or give a state directory with --state.");
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
		pulled: join(path, "pulled"),
		images: join(path, "images"),
	};
}
