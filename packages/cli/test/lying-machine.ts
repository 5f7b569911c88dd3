import { type Lie, type LieName, type LyingServerOptions, startLyingServer, tempDir } from "@chronos-job/testkit";
import { systemClock } from "@chronos-job/core";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

export const nightly = {
	name: "nightly",
	command: "make",
	schedule: "R/2030-01-01T00:00:00Z/P1D",
	owner: "ada@example.org",
	description: "Builds everything",
	cpus: 0.5,
	mem: 128,
	disk: 256,
	retries: 1,
	runAsUser: "ada",
};
export const counters = { successCount: 5, lastSuccess: "2026-11-20T09:00:00.000Z" };
const files = {
	"jobs/nightly.json": JSON.stringify({ ...nightly, command: "make all", mem: 64 }),
	"once.json": JSON.stringify({ ...nightly, name: "once", schedule: "R1//P1Y", retries: 0 }),
};

/** Somebody at a shell whose server is a given liar. */
export async function atLiar(options: LyingServerOptions = {}) {
	const dir = tempDir(files);
	const server = await startLyingServer(options);
	const machine = memoryMachine(dir.path);
	async function runWith(env: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<Answer> {
		const host = machine.host({ env: { HOME: dir.path, CHRONOS_URL: server.url, ...env } });
		// Whoever waits here waits for nothing but pauses.
		const hasty = { ...host, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 200, signal) };
		const exit = await main(argv, hasty);
		return { exit, said: host.written.stdout + host.written.stderr };
	}
	return {
		server,
		folder: dir.path,
		runWith,
		run: (...argv: readonly string[]) => runWith({}, ...argv),
		write: (name: string, text: string) => dir.write(name, text),
		[Symbol.asyncDispose]: async () => {
			await machine[Symbol.asyncDispose]();
			await server.close();
			dir[Symbol.dispose]();
		},
	};
}

export interface Answer {
	readonly exit: number;
	readonly said: string;
}

/** What is wrong with an answer: its code, a name that is not in it, or words that are for nobody. */
export function flawOf({ exit, said }: Answer, due: Pick<Told, "exit" | "names">): string | undefined {
	if (exit !== due.exit) return `${exit} instead of ${due.exit}: ${said}`;
	const missing = due.names.find((name) => !said.includes(name));
	if (missing !== undefined) return `nothing is said of ${missing}: ${said}`;
	return /\n\s+at |undefined|\[object|NaN/.test(said) ? `words for nobody: ${said}` : undefined;
}

export interface Told {
	readonly lie: Lie | LieName;
	readonly exit: number;
	/** What is said must name these. */
	readonly names: readonly string[];
}
