import { type ChronosTest, needs } from "./chronos-test.ts";
import type { ChronosServer } from "./connection.ts";

export interface Selection {
	readonly selected: readonly ChronosTest[];
	readonly skipped: readonly { readonly test: ChronosTest; readonly because: string }[];
}

/** How long a test may take in real time before it has to be asked for. */
const quickMs = 2000;

/** The tests that a server can be asked; those of the other dialect are not even skipped. */
export function selectTests(
	tests: readonly ChronosTest[],
	{ dialect, offers }: Pick<ChronosServer, "dialect" | "offers">,
	{ slow = true }: { readonly slow?: boolean } = {},
): Selection {
	const ours = tests.filter((test) => (test.dialect ?? "3.x") === dialect);
	const judged = ours.map((test) => ({ test, because: reasonToSkip(test) }));
	return {
		selected: judged.flatMap(({ test, because }) => (because === undefined ? [test] : [])),
		skipped: judged.flatMap(({ test, because }) => (because === undefined ? [] : [{ test, because }])),
	};

	function reasonToSkip(test: ChronosTest): string | undefined {
		const wanted = [...(test.needs ?? []), ...(test.at === undefined ? [] : ["manual-time" as const])];
		const missing = wanted.find((need) => !offers.includes(need));
		if (missing !== undefined) return `needs ${needs[missing]}`;
		const takesMs = test.takesMs ?? 0;
		const isQuick = slow || offers.includes("manual-time") || takesMs <= quickMs;
		return isQuick ? undefined : `takes longer than ${quickMs / 1000} s`;
	}
}
