import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { Clock } from "@chronos-job/core";
import { readClaim } from "./attempt-record.ts";
import type { Sandbox } from "./executor.ts";
import { lookUntilSeen } from "./look-until-seen.ts";
import { type TellOptions, tellRun } from "./processes.ts";

export interface Execution extends Pick<TellOptions, "tell" | "signal"> {
	/** The program and its arguments. */
	readonly words: readonly string[];
	/** Called where an engine may have lost the end of what the program wrote. */
	readonly onCut?: (() => void) | undefined;
	/** What a program elsewhere reads; one on this machine reads what this one reads. */
	readonly input?: Readable | undefined;
	/** Where it has a terminal to itself; on this machine that is the one of this program. */
	readonly terminal?: ExecTerminal | undefined;
}

/** A terminal, as a program elsewhere needs to know it. */
export interface ExecTerminal {
	/** As the variable TERM says it. */
	readonly type: string;
	readonly size: () => { readonly columns: number; readonly rows: number };
	/** Calls the listener when the size has changed, until it is disposed of. */
	readonly onResize: (listener: () => void) => Disposable;
	/** Every key is input from now on, Ctrl-C too, until it is disposed of. */
	readonly takeKeys: () => Disposable;
}

/** Runs a program beside an attempt that runs, with its variables and in its directory; undefined when those cannot be had, rejects when there is no such program. */
export async function execProcess(
	sandbox: Sandbox,
	{ words, terminal, tell, signal }: Execution,
	clock: Clock,
): Promise<number | undefined> {
	const env = await environmentOf(sandbox, clock);
	if (env === undefined) return undefined;
	const ends = { cwd: sandbox.workDirectory, tell, signal };
	if (terminal === undefined) return tellRun(words, { ...ends, env });
	return tellRun(words, { ...ends, env: { TERM: terminal.type, ...env }, hasTerminal: true });
}

/** The variables of an attempt that runs, or is about to; undefined where the system does not tell. */
export function environmentOf(sandbox: Sandbox, clock: Clock): Promise<Readonly<Record<string, string>> | undefined> {
	return lookUntilSeen(() => readEnvironment(sandbox), { clock, looks: 50, everyMs: 20 });
}

/** Of the supervisor, which hands it on as it is. */
async function readEnvironment({ directory }: Sandbox): Promise<Readonly<Record<string, string>> | undefined> {
	const claim = readClaim(directory);
	if (claim === undefined || claim === "torn") return undefined;
	const text = await readFile(`/proc/${String(claim.pid)}/environ`, "utf8").catch(() => undefined);
	if (text === undefined) return undefined;
	return parseEnvironment(text);
}

/** As /proc tells the variables of a process. */
export function parseEnvironment(text: string): Readonly<Record<string, string>> {
	const entries = text.split("\0").flatMap((line): readonly (readonly [string, string])[] => {
		const [, name, value] = /^([^=]+)=(.*)$/s.exec(line) ?? [];
		return name === undefined || value === undefined ? [] : [[name, value]];
	});
	return Object.fromEntries(entries);
}
