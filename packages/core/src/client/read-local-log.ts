import { ChronosError } from "../errors.ts";
import type { CallOptions } from "./client.ts";
import type { Courier } from "./courier.ts";
import { explainLocalFailure, localQuestion } from "./local-question.ts";
import type { LocalLog, LocalLogQuery, LocalRun } from "./local-reader.ts";
import { isSuccess } from "./question.ts";
import { notChronos, readJson } from "./read-json.ts";
import { readRun, readRuns } from "./read-local.ts";

/** What an attempt has written, as it comes; a job that writes nothing for days is no failure. */
export async function readLocalLog(courier: Courier, query: LocalLogQuery, options: CallOptions): Promise<LocalLog> {
	const path = await pathOf(courier, query, options);
	const { since, tail, follow } = query;
	const question = localQuestion(path, { since, tail, follow }, options);
	const answer = await courier({ ...question, pieceMs: Number.MAX_SAFE_INTEGER });
	if (!isSuccess(answer)) throw explainLocalFailure(answer);
	const { "log-task": taskId, "log-offset": offset } = answer.headers;
	if (taskId === undefined || answer.pieces === undefined) throw notChronos(answer, "a log does not say whose it is");
	return { taskId, offset: Number(offset ?? 0), body: answer.pieces };
}

async function pathOf(
	courier: Courier,
	{ job, run, attempt, stream }: LocalLogQuery,
	options: CallOptions,
): Promise<string> {
	if (run === undefined && attempt === undefined) return `/jobs/${encodeURIComponent(job)}/logs/${stream}`;
	if (run !== undefined && attempt !== undefined) return `/runs/${run}/attempts/${attempt}/logs/${stream}`;
	const found = run === undefined ? await latestRun(courier, job, options) : await oneRun(courier, run, options);
	const number = attempt ?? found.attempts.at(-1)?.number;
	if (number !== undefined) return `/runs/${found.id}/attempts/${number}/logs/${stream}`;
	throw new ChronosError("job.no-logs", `run ${found.id} of ${job} was never started`, {
		hint: "See why with `chronos-job why`.",
	});
}

async function latestRun(courier: Courier, job: string, options: CallOptions): Promise<LocalRun> {
	const answer = await courier(localQuestion(`/jobs/${encodeURIComponent(job)}/runs`, { limit: 20 }, options));
	if (!isSuccess(answer)) throw explainLocalFailure(answer);
	const started = readRuns(readJson(answer.text))?.find(({ attempts }) => attempts.length > 0);
	if (started !== undefined) return started;
	throw new ChronosError("job.no-logs", `${job} has not run yet`, { hint: "See why with `chronos-job why`." });
}

async function oneRun(courier: Courier, id: number, options: CallOptions): Promise<LocalRun> {
	const answer = await courier(localQuestion(`/runs/${id}`, {}, options));
	if (!isSuccess(answer)) throw explainLocalFailure(answer);
	const run = readRun(readJson(answer.text));
	if (run === undefined) throw notChronos(answer, "a run lacks what every run has");
	return run;
}
