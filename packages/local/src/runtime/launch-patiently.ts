import type { Clock } from "@chronos-job/core";
import type { Launch } from "../executors/executor.ts";

export interface Patience {
	readonly clock: Clock;
	/** Hears what is waited for. */
	readonly tell: (reason: string) => void;
	/** Fires when nobody wants it launched any more. */
	readonly unwanted: AbortSignal;
}

/** Tries again what failed for want of something that may come back: nothing has run, so that it is the same attempt. */
export async function launchPatiently(begin: () => Promise<Launch>, patience: Patience): Promise<Launch> {
	const { clock, tell, unwanted } = patience;
	let launch = await tryToLaunch(begin);
	let leftMs = patienceMs;
	for (let pauseMs = firstPauseMs; leftMs > 0 && isPassing(launch); pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
		if (unwanted.aborted) return launch;
		tell(launch.reason);
		const share = launch.isAway === true ? awayShare : 1;
		// oxlint-disable-next-line eslint/no-await-in-loop -- one try follows the other
		await clock.sleep(Math.min(pauseMs, leftMs / share), unwanted);
		if (unwanted.aborted) return launch;
		leftMs -= pauseMs * share;
		// oxlint-disable-next-line eslint/no-await-in-loop -- one try follows the other
		launch = await tryToLaunch(begin);
	}
	return launch;
}

const patienceMs = 60_000;
// An engine that is upgraded is away for minutes, which count a tenth.
const awayShare = 0.1;
const firstPauseMs = 100;
const longestPauseMs = 5000;

async function tryToLaunch(begin: () => Promise<Launch>): Promise<Launch> {
	try {
		return await begin();
	} catch (error) {
		return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
	}
}

function isPassing(launch: Launch): launch is Extract<Launch, { kind: "failed" }> {
	return launch.kind === "failed" && launch.isPassing === true;
}
