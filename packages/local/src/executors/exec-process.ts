import { readFile } from "node:fs/promises";
import type { Clock } from "@chronos-job/core";
import { readClaim } from "./attempt-record.ts";
import type { Sandbox } from "./executor.ts";
import { type TellOptions, tellRun } from "./processes.ts";

export interface Execution extends Pick<TellOptions, "tell" | "signal"> {
	/** The program and its arguments. */
	readonly words: readonly string[];
}

/** Runs a program beside an attempt that runs, with its variables and in its directory; undefined when those cannot be had, rejects when there is no such program. */
export async function execProcess(
	sandbox: Sandbox,
	{ words, tell, signal }: Execution,
	clock: Clock,
): Promise<number | undefined> {
	const env = await environmentOf(sandbox, clock);
	if (env === undefined) return undefined;
	return tellRun(words, { cwd: sandbox.workDirectory, env, tell, signal });
}

/** The variables of an attempt that runs, or is about to; undefined where the system does not tell. */
export async function environmentOf(
	sandbox: Sandbox,
	clock: Clock,
): Promise<Readonly<Record<string, string>> | undefined> {
	for (let looks = 0; looks < mostLooks; looks += 1) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const found = await readEnvironment(sandbox);
		if (found !== undefined) return found;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await clock.sleep(lookMs);
	}
	return undefined;
}

const mostLooks = 50;
const lookMs = 20;

/** Of the supervisor, which hands it on as it is. */
async function readEnvironment({ directory }: Sandbox): Promise<Readonly<Record<string, string>> | undefined> {
	const claim = readClaim(directory);
	if (claim === undefined || claim === "torn") return undefined;
	const text = await readFile(`/proc/${String(claim.pid)}/environ`, "utf8").catch(() => undefined);
	if (text === undefined) return undefined;
	const entries = text.split("\0").flatMap((line): readonly (readonly [string, string])[] => {
		const [, name, value] = /^([^=]+)=(.*)$/s.exec(line) ?? [];
		return name === undefined || value === undefined ? [] : [[name, value]];
	});
	return Object.fromEntries(entries);
}
