import type { Executor } from "./executor.ts";
import { processExecutor, type ProcessExecutorOptions } from "./process.ts";

/** Every way of running attempts, by name. */
export const executors = { process: processExecutor } as const satisfies Readonly<
	Record<string, (options: ProcessExecutorOptions) => Executor>
>;
