import { fieldsOf, type Fields, listOf, textOf } from "./json-values.ts";

/** Where an attempt writes, in what an agent answers to `/state`; undefined when its files have been removed. */
export function sandboxDirectory(reply: unknown, taskId: string): string | undefined {
	const state = fieldsOf(reply);
	const frameworks = [...listOf(state["frameworks"]), ...listOf(state["completed_frameworks"])];
	const executors = frameworks.flatMap((framework) => [
		...listOf(framework["executors"]),
		...listOf(framework["completed_executors"]),
	]);
	const executor = executors.find(({ id }) => id === taskId) ?? executors.find((each) => holds(each, taskId));
	return textOf(executor?.["directory"]) || undefined;
}

function holds(executor: Fields, taskId: string): boolean {
	return taskLists.some((list) => listOf(executor[list]).some(({ id }) => id === taskId));
}

const taskLists = ["tasks", "queued_tasks", "completed_tasks"] as const;
