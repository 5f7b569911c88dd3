import type { ChronosTest, Topic } from "./chronos-test.ts";
import type { ChronosServer } from "./connection.ts";
import { type Result, runTest } from "./run-test.ts";
import { selectTests } from "./select-tests.ts";

export interface HoldOptions {
	readonly topics: readonly Topic[];
	readonly slow: boolean;
	/** How many tests are under way at once. */
	readonly atOnce: number;
	/** Ends it after the tests that are under way. */
	readonly signal: AbortSignal;
}

export interface Held {
	readonly test: ChronosTest;
	readonly result: Result;
}

export interface Holding {
	readonly held: readonly Held[];
	readonly skipped: readonly { readonly test: ChronosTest; readonly because: string }[];
}

/** Holds a server against all sentences, without a test runner. */
export async function holdServer(server: ChronosServer, options: HoldOptions): Promise<Holding> {
	const { topics, slow, atOnce, signal } = options;
	const tests = topics.flatMap((topic) => topic.tests);
	const { selected, skipped } = selectTests(tests, server, { slow });
	const held: Held[] = [];
	const isAlone = ({ needs = [] }: ChronosTest): boolean => needs.includes("disposable");
	const together = selected.filter((test) => !isAlone(test)).values();
	await Promise.all(Array.from({ length: atOnce }, () => work(together)));
	// What needs the server for itself has it.
	await work(selected.filter(isAlone).values());
	return { held, skipped };

	async function work(waiting: Iterable<ChronosTest>): Promise<void> {
		for (const test of waiting) {
			if (signal.aborted) return;
			held.push({ test, result: await runTest(test, server) });
		}
	}
}
