import { systemClock } from "@chronos-job/core";
import { main } from "../src/main.ts";
import type { MemoryMachine } from "./memory-machine.ts";

/** What to do, in this order, when a text has been printed; `enough` presses Ctrl-C. */
export type Reactions = readonly (readonly [text: string, react: (enough: () => void) => void])[];

export interface Typed {
	readonly exit: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface Shell {
	readonly env?: Readonly<Record<string, string>>;
	readonly when?: Reactions;
	/** How many times faster than in truth its pauses are. */
	readonly haste?: number;
}

/** Types a command into a shell of a machine, and reacts to what it prints while it runs. */
export async function typeAt(
	machine: MemoryMachine,
	words: readonly string[],
	{ env, when = [], haste = 1 }: Shell = {},
): Promise<Typed> {
	const enough = new AbortController();
	const host = machine.host({ interrupt: enough.signal, ...(env && { env }) });
	const waiting = [...when];
	const stdout = {
		write(text: string) {
			host.stdout.write(text);
			while (waiting[0] !== undefined && host.written.stdout.includes(waiting[0][0])) {
				waiting.shift()?.[1](() => enough.abort());
			}
		},
	};
	const sleep = (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / haste, signal);
	const exit = await main(words, { ...host, stdout, sleep });
	return { exit, ...host.written };
}

/** The records of ndjson after the header. */
export function recordsOf({ stdout }: Typed): readonly Readonly<Record<string, unknown>>[] {
	const lines = stdout.trimEnd().split("\n");
	return lines.slice(1).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
