import { chronosEnvironment, environmentRefusal } from "../../sandbox/job-environment.ts";
import { type Changes, changesOf, refuse } from "./container-body.ts";
import { type ContainerQuestion, sandboxMount } from "./container-question.ts";

/** The variables that the attempt finds besides those of its image (contract §5.11). */
export function changesOfEnvironment({ attempt, host, engine, grant, hidesGpus }: ContainerQuestion): Changes {
	const { job, taskId } = attempt;
	const environment: Readonly<Record<string, string>> = {
		// An image that wants all GPUs would get them from a runtime that knows them.
		...(hidesGpus ? { NVIDIA_VISIBLE_DEVICES: "void" } : {}),
		...chronosEnvironment({ job, taskId, hostName: host.hostName }),
		...grant?.variables,
		...(engine.seesFiles ? { MESOS_SANDBOX: sandboxMount } : {}),
	};
	const reason = environmentRefusal(environment);
	if (reason !== undefined) return refuse(reason);
	return changesOf({ Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`) });
}
