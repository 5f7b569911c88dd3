import { describe, expect, it } from "vitest";
import type { ChronosTest, Topic } from "./chronos-test.ts";
import type { ChronosServer } from "./connection.ts";
import { type Deviation, findDeviation, findStrayDeviations } from "./deviation.ts";
import { judge } from "./judge.ts";
import { runTest } from "./run-test.ts";
import { selectTests } from "./select-tests.ts";
import { topics as allTopics } from "./suite/index.ts";

export interface DescribeOptions extends ChronosServer {
	readonly deviations?: readonly Deviation[];
	/** Only tests that need this, for a server that is slow to have. */
	readonly only?: (test: ChronosTest) => boolean;
	readonly topics?: readonly Topic[];
}

/** Holds a server against all sentences that it can be asked about. */
export function describeChronos(options: DescribeOptions): void {
	const { deviations = [], only = () => true, topics = allTopics, ...server } = options;
	const instead = deviations.flatMap((deviation) => deviation.instead ?? []);
	const choose = (tests: readonly ChronosTest[]) => selectTests(tests, server).selected.filter(only);

	const groups = [
		...topics.map(({ name, tests }) => ({ name, tests: choose(tests), owned: deviations })),
		{ name: "deviations", tests: choose(instead), owned: [] },
	].filter(({ tests }) => tests.length > 0);

	describe.concurrent(`${server.name} against the contract`, () => {
		describe.each(groups)("$name", ({ tests, owned }) => {
			for (const test of tests) {
				it(`${test.name} (${remarkOf(test, owned)})`, async () => {
					const result = await runTest(test, server);
					expect(judge(test, result, findDeviation(owned, test.name)) ?? "").toBe("");
				});
			}
		});

		it("lists deviations of tests that there are, each once", () => {
			expect(findStrayDeviations(deviations, topics)).toEqual([]);
		});
	});
}

function remarkOf({ name, section }: ChronosTest, owned: readonly Deviation[]): string {
	const deviation = findDeviation(owned, name);
	return deviation === undefined ? section : `${section}, not so: ${deviation.name}`;
}
