import { apptainerExecutor } from "./apptainer.ts";
import { containersExecutor } from "./containers.ts";
import { dockerExecutor } from "./docker.ts";
import type { Executor } from "./executor.ts";
import { processExecutor } from "./process.ts";

/** Every way of running attempts, by name. */
export const executors = {
	apptainer: apptainerExecutor,
	containers: containersExecutor,
	docker: dockerExecutor,
	process: processExecutor,
} as const satisfies Readonly<Record<string, (options: never) => Executor>>;
