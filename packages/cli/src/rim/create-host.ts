import manifest from "../../package.json" with { type: "json" };
import type { Host } from "../host.ts";
import { isRunning } from "./is-running.ts";
import { networkOf } from "./network-of.ts";
import { preferSmallMemory } from "./prefer-small-memory.ts";
import { programsOf } from "./programs-of.ts";
import { questionsOf } from "./questions-of.ts";
import { readStdin } from "./read-stdin.ts";
import { screenOf } from "./screen-of.ts";
import { signalsOf } from "./signals-of.ts";
import { sleeperOf } from "./sleeper-of.ts";
import { terminalOf } from "./terminal-of.ts";
import { writeAll } from "./write-all.ts";

/** The world as this process sees it. */
export function createHost(process: NodeJS.Process, now: () => number): Host {
	const interruption = new AbortController();
	return {
		stdout: { write: (text) => writeAll(process, 1, text) },
		stderr: { write: (text) => writeAll(process, 2, text) },
		readStdin: () => readStdin(process),
		openStdin: () => process.stdin,
		...questionsOf(process, interruption),
		// Importing `node:fs` as an ES module would read all its exports and cost start-up time.
		files: process.getBuiltinModule("node:fs"),
		env: process.env,
		cwd: workingFolderOf(process),
		now,
		// Whatever TZ says: Node makes the best of it.
		zone: undefined,
		signal: interruption.signal,
		version: manifest.version,
		screen: screenOf(process),
		get terminal() {
			return terminalOf(process);
		},
		user: userOf(process),
		get temporaryFolder() {
			return process.getBuiltinModule("node:os").tmpdir();
		},
		pid: process.pid,
		sleep: sleeperOf(process),
		...networkOf(process, now),
		...programsOf(process),
		isRunning: (pid) => isRunning(process, pid),
		...signalsOf(process),
		preferSmallMemory: () => preferSmallMemory(process),
		keepCompiledCode: () => process.getBuiltinModule("node:module").flushCompileCache(),
	};
}

function workingFolderOf(process: NodeJS.Process): string {
	try {
		return process.cwd();
	} catch {
		return "";
	}
}

function userOf(process: NodeJS.Process): Host["user"] {
	return {
		id: process.getuid?.(),
		get home() {
			return homeOfAccount(process);
		},
	};
}

/** `homedir()` would say what the environment says, whatever that is. */
function homeOfAccount(process: NodeJS.Process): string {
	try {
		return process.getBuiltinModule("node:os").userInfo().homedir;
	} catch {
		return "";
	}
}
