import { findJob } from "../../engine/state.ts";
import type { Reply } from "../handler.ts";
import type { Server } from "../server.ts";
import { type LocalAsked, parseCount } from "./local-endpoint.ts";
import { localError, localJson } from "./local-reply.ts";
import { attemptOnWire, runOnWire } from "./on-wire.ts";

export function listRuns(server: Server, { query }: LocalAsked): Reply {
	return pageOf(server, query, query.get("job") ?? undefined);
}

export function listRunsOfJob(server: Server, { query, params }: LocalAsked): Reply {
	const { name = "" } = params;
	const runs = server.engine.history.listRuns({ job: name, limit: 1 });
	if (runs.length === 0 && findJob(server.engine.state, name) === undefined) return unknownJob(name);
	return pageOf(server, query, name);
}

export function getRun({ engine }: Server, { params }: LocalAsked): Reply {
	const record = engine.history.findRun(parseCount(params["id"]) ?? 0);
	return record === undefined ? unknownRun(params["id"]) : localJson(runOnWire(record, engine.gpuUseOf));
}

export function getAttempt({ engine }: Server, { params }: LocalAsked): Reply {
	const { taskId = "" } = params;
	const attempt = engine.history.findAttempt(taskId);
	return attempt === undefined ? unknownAttempt(taskId) : localJson(attemptOnWire(attempt, engine.gpuUseOf));
}

export function unknownJob(name: string): Reply {
	return localError(404, { code: "job-not-found", message: `there is no job ${name}` });
}

export function unknownRun(id: string | undefined): Reply {
	return localError(404, { code: "run-not-found", message: `there is no run ${id}` });
}

export function unknownAttempt(about: string): Reply {
	return localError(404, { code: "attempt-not-found", message: `there is no attempt ${about}` });
}

const usualLimit = 50;
const largestLimit = 1000;

function pageOf({ engine }: Server, query: URLSearchParams, job: string | undefined): Reply {
	const limit = Math.min(parseCount(query.get("limit")) ?? usualLimit, largestLimit);
	const runs = engine.history.listRuns({ job, limit, before: parseCount(query.get("before")) });
	const last = runs.at(-1);
	const next = runs.length === limit ? last?.run.id : undefined;
	return localJson({ runs: runs.map((record) => runOnWire(record, engine.gpuUseOf)), next });
}
