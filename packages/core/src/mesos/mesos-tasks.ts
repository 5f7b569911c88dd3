import { parseTaskId } from "@chronos-job/schemas";
import { fieldsOf, type Fields, listOf, textOf } from "./json-values.ts";

/** An attempt of a job, as a Mesos master knows it. */
export interface MesosAttempt {
	readonly taskId: string;
	readonly job: string;
	/** From 0. */
	readonly number: number;
	readonly queuedAt: number;
	readonly agentId: string;
	readonly isOver: boolean;
}

/** The attempts of a job in what `/master/tasks` answers, the newest first. */
export function attemptsIn(reply: unknown, job: string): readonly MesosAttempt[] {
	const attempts = listOf(fieldsOf(reply)["tasks"]).flatMap((task) => attemptOf(task) ?? []);
	return attempts
		.filter((attempt) => attempt.job === job)
		.toSorted((a, b) => b.queuedAt - a.queuedAt || b.number - a.number);
}

/** How many tasks of whatever framework the reply holds. */
export function taskCount(reply: unknown): number {
	return listOf(fieldsOf(reply)["tasks"]).length;
}

function attemptOf(task: Fields): MesosAttempt | undefined {
	const taskId = textOf(task["id"]);
	const agentId = textOf(task["slave_id"]) || textOf(task["agent_id"]);
	const parts = parseTaskId(taskId);
	if (parts === undefined || agentId === "") return undefined;
	const { job, attempt, queuedAt } = parts;
	return { taskId, job, number: attempt, queuedAt, agentId, isOver: !goingOn.has(textOf(task["state"])) };
}

const goingOn: ReadonlySet<string> = new Set([
	"TASK_STAGING",
	"TASK_STARTING",
	"TASK_RUNNING",
	"TASK_KILLING",
	// It may come back, and nobody has said that it ended.
	"TASK_UNREACHABLE",
]);
