import type { Caller } from "./caller.ts";
import type { TasksWriter } from "./client.ts";
import { nameParam } from "./name-param.ts";

export function createTasksWriter({ call }: Caller): TasksWriter {
	return {
		kill: async (job, options) => {
			await call("killTasks", { params: nameParam(job) }, options);
		},
	};
}
