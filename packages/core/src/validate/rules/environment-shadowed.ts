import { eachJob, type Rule } from "../rule.ts";

/** What Chronos itself sets for every run (contract §5.11). */
const injected = new Set([
	"mesos_task_id",
	"MESOS_TASK_ID",
	"HOST",
	"CHRONOS_JOB_OWNER",
	"CHRONOS_JOB_NAME",
	"CHRONOS_JOB_RUN_TIME",
	"CHRONOS_JOB_RUN_ATTEMPT",
	"CHRONOS_RESOURCE_CPU",
	"CHRONOS_RESOURCE_MEM",
	"CHRONOS_RESOURCE_DISK",
	"CHRONOS_RESOURCE_GPU",
]);

export const environmentShadowed: Rule = {
	code: "environment.shadowed",
	severity: "warning",
	about: "An environment variable has a name that Chronos sets itself.",
	check: eachJob(function* ({ draft: { environmentVariables = [] } }) {
		for (const [index, variable] of environmentVariables.entries()) {
			if (variable?.name === undefined || !injected.has(variable.name)) continue;
			yield {
				path: ["environmentVariables", index, "name"],
				message: `"${variable.name}" is set by Chronos, whose value wins`,
				hint: "Choose another name.",
			};
		}
	}),
};
