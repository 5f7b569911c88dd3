import { attemptChecks } from "./check-attempts.ts";
import { jobChecks } from "./check-jobs.ts";
import { runChecks } from "./check-runs.ts";
import { gpuChecks } from "./check-gpus.ts";
import { logCheck } from "./check-logs.ts";
import type { Evidence } from "./evidence.ts";
import type { Violation } from "./violation.ts";

/** Every promise that the evidence says was broken. */
export function check(evidence: Evidence): readonly Violation[] {
	return [...jobChecks, ...attemptChecks, ...runChecks, ...gpuChecks, logCheck].flatMap((checkOne) =>
		checkOne(evidence),
	);
}
