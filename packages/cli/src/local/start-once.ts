import { ChronosError, systemClock } from "@chronos-job/core";
import { pullText, type PullProgress, type RunningAttempt } from "@chronos-job/local";
import type { Session } from "../command/session.ts";
import type { Once } from "./open-once.ts";

/** Starts an attempt that no server knows of; undefined when it is not wanted any more, stops with the reason where it cannot be. */
export async function startOnce(
	session: Pick<Session, "note" | "progress">,
	{ executor, attempt, sandbox }: Once,
	signal: AbortSignal,
): Promise<RunningAttempt | undefined> {
	const { name, container } = attempt.job;
	const { progress } = session;
	if (container !== undefined) progress.show(`gets ${container.image} ready`);
	const launch = await executor.start({ ...attempt, signal }, sandbox, pullTeller(session));
	progress.hide();
	if (launch.kind === "running") return launch.attempt;
	if (signal.aborted) return undefined;
	const isMissing = container !== undefined && launch.kind === "failed" && launch.isPassing === true;
	throw new ChronosError(
		"job.cannot-run",
		`${name} cannot be run here: ${launch.reason}`,
		isMissing ? { hint: "Run `chronos-job doctor`, which looks at the engines for containers." } : {},
	);
}

/** A line that is always the same one on a terminal, and seldom a new one elsewhere. */
function pullTeller({ note, progress }: Pick<Session, "note" | "progress">): (pull: PullProgress) => void {
	let quietUntil = -Infinity;
	return (pull) => {
		const text = `pulling ${pullText(pull)}`;
		if (progress.isShown) {
			progress.show(text);
			return;
		}
		const now = systemClock.now();
		if (now < quietUntil) return;
		quietUntil = now + pauseMs;
		note(text);
	};
}

const pauseMs = 15_000;
