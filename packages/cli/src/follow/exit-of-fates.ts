import type { ExitCode, Fate } from "@chronos-job/core";

export type Wanted = "success" | "failure" | "idle" | "any";

/** What the exit code says about fates, the worst of them: all as wanted, one is not, or a job vanished. */
export function exitOfFates(fates: readonly Fate[], wanted: Wanted = "success"): ExitCode {
	if (fates.some(({ outcome }) => outcome === "vanished")) return 6;
	return fates.every(({ outcome }) => fits(outcome, wanted)) ? 0 : 1;
}

function fits(outcome: Fate["outcome"], wanted: Wanted): boolean {
	if (wanted === "idle") return true;
	if (wanted === "failure") return outcome === "failed" || outcome === "lost";
	return outcome === "succeeded";
}
