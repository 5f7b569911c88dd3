import type { Attempt } from "../../engine/state.ts";
import { findIn } from "../../engine/ordered-map.ts";
import { findJob } from "../../engine/state.ts";
import { findLaunchFailure } from "../find-launch-failure.ts";
import type { Reply } from "../handler.ts";
import type { Server } from "../server.ts";
import { type LocalAsked, parseCount } from "./local-endpoint.ts";
import { localError } from "./local-reply.ts";
import { unknownAttempt, unknownJob, unknownRun } from "./runs.ts";

/** The attempt that a path names, or how to say that there is none. */
export function findAttemptOf({ engine }: Server, { params }: LocalAsked): Attempt | Reply {
	const record = engine.history.findRun(parseCount(params["id"]) ?? 0);
	if (record === undefined) return unknownRun(params["id"]);
	const number = parseCount(params["number"]);
	const attempt = record.attempts.find((candidate) => candidate.number === number);
	return attempt ?? unknownAttempt(`${params["number"]} of run ${params["id"]}`);
}

/** The latest attempt of a job, or how to say that there is none. */
export function demandLatestAttempt(server: Server, name: string): Attempt | Reply {
	const { engine } = server;
	const latest = findLatestAttempt(server, name);
	if (latest !== undefined) return latest;
	const isKnown = engine.history.listRuns({ job: name, limit: 1 }).length > 0;
	if (findJob(engine.state, name) === undefined && !isKnown) return unknownJob(name);
	return localError(404, {
		code: "never-ran",
		message: `${name} has not run yet`,
		hint: `Ask /local/v1/jobs/${encodeURIComponent(name)}/why for the reason.`,
	});
}

export function findLatestAttempt({ engine }: Server, name: string): Attempt | undefined {
	const runs = engine.history.listRuns({ job: name, limit: runsLookedAt });
	const attempts = runs.flatMap((record) => record.attempts);
	return attempts.toSorted((a, b) => b.launchedAt - a.launchedAt || b.runId - a.runId || b.number - a.number)[0];
}

/** How to say that there are no files of an attempt. */
export function withoutFiles(attempt: Attempt): Reply {
	const { taskId } = attempt;
	const failure = findLaunchFailure(attempt);
	if (failure !== undefined) {
		return localError(404, { code: "never-launched", message: `${taskId} was never launched: ${failure}` });
	}
	return localError(410, { code: "sandbox-removed", message: `the files of ${taskId} are not there any more` });
}

/** Whether nothing will be written any more. */
export function isOver({ engine }: Server, { taskId }: Attempt): boolean {
	const live = findIn(engine.state.attempts, taskId);
	return live === undefined || live.phase === "ended";
}

// Runs that were dropped have no attempts; after so many of them nobody looks further.
const runsLookedAt = 100;
