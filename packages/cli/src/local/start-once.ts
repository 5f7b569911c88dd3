import { ChronosError } from "@chronos-job/core";
import type { RunningAttempt } from "@chronos-job/local";
import type { Session } from "../command/session.ts";
import type { Once } from "./open-once.ts";

/** Starts an attempt that no server knows of; stops with the reason where that cannot be. */
export async function startOnce(
	{ progress }: Pick<Session, "progress">,
	{ executor, attempt, sandbox }: Once,
): Promise<RunningAttempt> {
	const { name, container } = attempt.job;
	if (container !== undefined) progress.show(`gets ${container.image} ready`);
	const launch = await executor.start(attempt, sandbox);
	progress.hide();
	if (launch.kind === "running") return launch.attempt;
	const isMissing = container !== undefined && launch.kind === "failed" && launch.isPassing === true;
	throw new ChronosError(
		"job.cannot-run",
		`${name} cannot be run here: ${launch.reason}`,
		isMissing ? { hint: "Run `chronos-job doctor`, which looks at the engines for containers." } : {},
	);
}
