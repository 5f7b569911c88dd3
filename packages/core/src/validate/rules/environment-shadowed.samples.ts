import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos adds its own variables to every run: the task id (`mesos_task_id`, from 2.5 and 3.0.2 also `MESOS_TASK_ID`), the name of the agent (`HOST`), and the job's name, owner, resources, run time and attempt under names that begin with `CHRONOS_`. A variable of the job with one of these names is dropped.",
	valid: [
		`{"name": "a", "environmentVariables": [{"name": "DB_HOST", "value": "db"}, {"name": "host", "value": "x"}]}`,
	],
	invalid: [
		{ text: `{"name": "a", "environmentVariables": [{"name": «"HOST"», "value": "db"}]}`, says: "HOST" },
		{ text: `{"name": "a", "environmentVariables": [{"value": "b", "name": «"CHRONOS_JOB_NAME"»}]}` },
	],
};
