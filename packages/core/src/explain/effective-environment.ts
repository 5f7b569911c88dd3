import { javaDouble, type JobSpec } from "@chronos-job/schemas";
import { effectiveResources } from "./effective-resources.ts";

export interface EffectiveVariable {
	readonly name: string;
	readonly value: string;
	readonly from: "chronos" | "job";
}

/** The variables a job finds, in Chronos' order; its own ones never win over the injected ones (contract §5.11). */
export function effectiveEnvironment(spec: JobSpec): readonly EffectiveVariable[] {
	const variables = new Map(
		injectedVariables(spec).map(({ name, value }) => [name, { name, value, from: "chronos" as const }]),
	);
	const all = new Map<string, EffectiveVariable>(variables);
	for (const { name, value } of spec.environmentVariables ?? []) {
		if (!all.has(name)) all.set(name, { name, value, from: "job" });
	}
	return [...all.values()];
}

/** What Chronos sets; values known only at launch stand in angle brackets. */
function injectedVariables(spec: JobSpec): readonly { readonly name: string; readonly value: string }[] {
	const { cpus, mem, disk, gpus } = effectiveResources(spec);
	return [
		{ name: "mesos_task_id", value: "<task id>" },
		{ name: "MESOS_TASK_ID", value: "<task id>" },
		{ name: "CHRONOS_JOB_OWNER", value: spec.owner ?? "" },
		{ name: "CHRONOS_JOB_NAME", value: spec.name },
		{ name: "HOST", value: "<host name of the agent>" },
		{ name: "CHRONOS_RESOURCE_MEM", value: javaDouble(mem.value) },
		{ name: "CHRONOS_RESOURCE_CPU", value: javaDouble(cpus.value) },
		{ name: "CHRONOS_RESOURCE_DISK", value: javaDouble(disk.value) },
		...(gpus.value > 0 ? [{ name: "CHRONOS_RESOURCE_GPU", value: String(gpus.value) }] : []),
		{ name: "CHRONOS_JOB_RUN_TIME", value: "<epoch ms of the task id>" },
		{ name: "CHRONOS_JOB_RUN_ATTEMPT", value: "<attempt, from 0>" },
	];
}
