import type { ChronosTest } from "./chronos-test.ts";
import type { Deviation } from "./deviation.ts";
import { explainDifference } from "./explain-difference.ts";
import type { Result } from "./run-test.ts";

/** What is wrong with a result; a deviation that is none is as wrong as a difference that nobody owned up to. */
export function judge(test: ChronosTest, result: Result, deviation: Deviation | undefined): string | undefined {
	if (result.outcome === "differs") return deviation === undefined ? explainDifference(test, result) : undefined;
	return deviation && `${test.name}: is as in Chronos, so the deviation "${deviation.name}" must not list it`;
}
