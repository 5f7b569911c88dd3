import { changesOf, type Step } from "@chronos-job/core";

/** Whether a step makes nothing of a job but run again. */
export function isRestart(step: Step): boolean {
	return step.kind === "update" && step.startsAgain && changesOf(step.current, step.spec).length === 0;
}

/** Whether somebody's definition is another one afterwards. */
export function isReplacement(step: Step): boolean {
	return step.kind === "update" && !isRestart(step);
}
