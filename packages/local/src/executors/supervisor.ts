import { join } from "node:path";
import type { Sandbox } from "./executor.ts";
import type { LimitGroup } from "./limit-group.ts";
import { cappedScript, filterScript, plainScript } from "./supervisor-script.ts";

export interface SupervisorOptions {
	readonly nonce: string;
	readonly sandbox: Sandbox;
	readonly bootId: string;
	readonly serverPid: number;
	/** What keeps head and tail of each stream; without it the command writes into the files itself. */
	readonly logCap?: LogCap | undefined;
	/** What the command enters before it begins. */
	readonly group?: LimitGroup | undefined;
	/** For each process of the command; everything when absent. */
	readonly addressSpaceKb?: number | undefined;
	/** The program and its arguments. */
	readonly command: readonly string[];
}

export interface LogCap {
	/** Bytes kept of each stream, half of them from its beginning. */
	readonly maxBytes: number;
	/** The path of the program. */
	readonly setsid: string;
}

/** The command line of the shell that watches over one attempt and needs nobody else to do so. */
export function supervisorArgv(options: SupervisorOptions): string[] {
	const { nonce, sandbox, bootId, serverPid, logCap, group, addressSpaceKb, command } = options;
	const limits = { hasGroup: group !== undefined, addressSpaceKb };
	const script = logCap === undefined ? plainScript(limits) : cappedScript(limits);
	const identity = [nonce, bootId, sandbox.directory, String(serverPid)];
	const entered = group === undefined ? [] : [group.memory, group.cpu ?? "", group.eventsFile];
	return ["/bin/sh", "-c", script, "chronos-job-attempt", ...identity, ...entered, ...capWords(logCap), ...command];
}

export function claimPath(directory: string): string {
	return join(directory, ".claim");
}

export function exitPath(directory: string): string {
	return join(directory, ".exit");
}

/** There while a capped log is not yet as it will stay. */
export function openLogPath(logFile: string): string {
	return `${logFile}.open`;
}

function capWords(logCap: LogCap | undefined): readonly string[] {
	if (logCap === undefined) return [];
	const headBytes = Math.ceil(logCap.maxBytes / 2);
	return [logCap.setsid, filterScript, String(headBytes), String(logCap.maxBytes - headBytes)];
}
