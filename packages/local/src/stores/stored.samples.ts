import { Job } from "@chronos-job/schemas";
import type { Attempt, JobRecord, Run } from "../engine/state.ts";
import type { StoreChange } from "./store.ts";

const plain = Job.parse({ name: "a", command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D" });
const dawn = 1_767_225_600_000;

export function jobNamed(name: string, fields: Readonly<Record<string, unknown>> = {}): Job {
	return Object.keys(fields).length === 0 ? { ...plain, name } : Job.parse({ ...plain, name, ...fields });
}

export function recordOf(id: number, job: Job, fields: Partial<JobRecord> = {}): JobRecord {
	return { id, job, version: 1, edges: new Map(), lastStamp: 0, lastRetryStamp: 0, ...fields };
}

export function runOf(id: number, job: string, fields: Partial<Run> = {}): Run {
	return {
		id,
		job,
		jobId: 1,
		cause: "schedule",
		dueAt: dawn + id,
		coversUntil: undefined,
		phase: "queued",
		attempt: 0,
		stamp: dawn + id,
		args: "",
		queuedAt: dawn + id,
		slot: id,
		retryAt: undefined,
		settledAt: undefined,
		outcome: undefined,
		dropReason: undefined,
		...fields,
	};
}

export function settled(run: Run, settledAt: number): Run {
	return { ...run, phase: "settled", settledAt, outcome: "succeeded" };
}

export function attemptOf(run: Run, number = 0, fields: Partial<Attempt> = {}): Attempt {
	return {
		taskId: `ct:${String(run.stamp)}:${String(number)}:${run.job}:`,
		runId: run.id,
		job: run.job,
		jobId: run.jobId,
		number,
		phase: "starting",
		stamp: run.stamp,
		launchedAt: run.stamp + number,
		startedAt: undefined,
		deadlineAt: undefined,
		stopping: undefined,
		runAsUser: "root",
		needs: { cpus: 0.1, memMb: 128, diskMb: 256, gpus: 1 },
		devices: ["0"],
		end: undefined,
		...fields,
	};
}

export function ended(attempt: Attempt): Attempt {
	const end = {
		at: attempt.launchedAt + 5,
		outcome: "failed",
		exitCode: 3,
		signal: undefined,
		reason: undefined,
	} as const;
	return { ...attempt, phase: "ended", end };
}

export function saveJob(record: JobRecord): StoreChange {
	return { type: "job.save", record };
}

export function saveRun(run: Run): StoreChange {
	return { type: "run.save", run };
}

export function saveAttempt(attempt: Attempt): StoreChange {
	return { type: "attempt.save", attempt };
}

export function append(id: number, job = "a"): StoreChange {
	return { type: "event.append", event: { id, at: dawn + id, event: { type: "job.created", job } } };
}
