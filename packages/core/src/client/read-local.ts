import type { Activity } from "@chronos-job/schemas";
import { parseGpuUse } from "../gpus/gpu-use.ts";
import type { LocalAttempt, LocalEnd, LocalRun, LocalServerFacts, LocalWhy } from "./local-reader.ts";
import { isRecord } from "./read-json.ts";

/** What a server of ours says about itself; undefined for the words of anybody else. */
export function readFacts(value: unknown): LocalServerFacts | undefined {
	if (!isRecord(value)) return undefined;
	const { version, storeId, lastEventId } = value;
	if (typeof version !== "string" || typeof storeId !== "string" || typeof lastEventId !== "number") return undefined;
	return { version, storeId, lastEventId };
}

export function readRuns(value: unknown): readonly LocalRun[] | undefined {
	return isRecord(value) ? listOf(readRun)(value["runs"]) : undefined;
}

export function readRun(value: unknown): LocalRun | undefined {
	if (!isRecord(value)) return undefined;
	const { id, job, args } = value;
	const [cause, phase] = [oneOf(causes, value["cause"]), oneOf(runPhases, value["phase"])];
	const [queuedAt, attempts] = [timeOf(value["queuedAt"]), listOf(readAttempt)(value["attempts"])];
	if (typeof id !== "number" || typeof job !== "string" || queuedAt === undefined) return undefined;
	if (cause === undefined || phase === undefined || attempts === undefined) return undefined;
	return {
		id,
		job,
		cause,
		phase,
		outcome: oneOf(runOutcomes, value["outcome"]),
		dropReason: textOf(value["dropReason"]),
		queuedAt,
		dueAt: timeOf(value["dueAt"]),
		retryAt: timeOf(value["retryAt"]),
		settledAt: timeOf(value["settledAt"]),
		args: textOf(args) ?? "",
		attempts,
	};
}

export function readWhy(value: unknown): LocalWhy | undefined {
	if (!isRecord(value) || typeof value["job"] !== "string") return undefined;
	const reasons = listOf(readReason)(value["reasons"]);
	if (reasons === undefined) return undefined;
	return { job: value["job"], state: readActivity(value["state"]), reasons, latest: readLatest(value["latest"]) };
}

function readActivity(value: unknown): Activity | undefined {
	if (!isRecord(value)) return undefined;
	const [phase, { running }] = [oneOf(activityPhases, value["phase"]), value];
	return phase === undefined || typeof running !== "number" ? undefined : { phase, running };
}

function readReason(value: unknown): LocalWhy["reasons"][number] | undefined {
	if (!isRecord(value) || typeof value["type"] !== "string") return undefined;
	return { ...value, type: value["type"], text: textOf(value["text"]) ?? value["type"] };
}

function readLatest(value: unknown): LocalWhy["latest"] {
	const end = readEnd(value);
	if (!isRecord(value) || end === undefined || typeof value["taskId"] !== "string") return undefined;
	return { ...end, taskId: value["taskId"], text: textOf(value["text"]) ?? "" };
}

function readAttempt(value: unknown): LocalAttempt | undefined {
	if (!isRecord(value)) return undefined;
	const { taskId, number } = value;
	const [phase, launchedAt] = [oneOf(attemptPhases, value["phase"]), timeOf(value["launchedAt"])];
	if (typeof taskId !== "string" || typeof number !== "number") return undefined;
	if (phase === undefined || launchedAt === undefined) return undefined;
	const [startedAt, end, gpuUse] = [timeOf(value["startedAt"]), readEnd(value["end"]), parseGpuUse(value["gpuUse"])];
	return { taskId, number, phase, launchedAt, startedAt, end, ...(gpuUse && { gpuUse }) };
}

function readEnd(value: unknown): LocalEnd | undefined {
	if (!isRecord(value)) return undefined;
	const [outcome, at] = [oneOf(endOutcomes, value["outcome"]), timeOf(value["at"])];
	if (outcome === undefined || at === undefined) return undefined;
	const { exitCode } = value;
	return {
		outcome,
		exitCode: typeof exitCode === "number" ? exitCode : undefined,
		signal: textOf(value["signal"]),
		reason: textOf(value["reason"]),
		at,
	};
}

const activityPhases = ["idle", "queued", "running"] as const;
const causes = ["schedule", "manual", "parents"] as const;
const runPhases = ["queued", "waiting", "live", "settled"] as const;
const runOutcomes = ["succeeded", "failed", "killed", "lost", "dropped"] as const;
const attemptPhases = ["starting", "running", "ended"] as const;
const endOutcomes = ["succeeded", "failed", "killed", "lost", "not-launched"] as const;

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
	return words.find((word) => word === value);
}

function textOf(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}

/** Milliseconds, of ISO 8601. */
export function timeOf(value: unknown): number | undefined {
	const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
	return Number.isNaN(ms) ? undefined : ms;
}

/** Undefined when one of the items is something else. */
function listOf<Item>(read: (value: unknown) => Item | undefined): (value: unknown) => readonly Item[] | undefined {
	return (value) => {
		if (!Array.isArray(value)) return undefined;
		const items = value.map((item: unknown) => read(item));
		return items.every((item) => item !== undefined) ? items : undefined;
	};
}
