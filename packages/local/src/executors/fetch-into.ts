import { fetchFiles } from "../sandbox/fetch-files.ts";
import type { Account } from "../sandbox/run-as.ts";
import type { AttemptSpec, Sandbox } from "./executor.ts";
import type { ProcessExecutorOptions } from "./process.ts";

/** Brings the files of a job into the sandbox of its attempt; answers why that failed. */
export function fetchInto(
	{ attempt, sandbox }: { readonly attempt: AttemptSpec; readonly sandbox: Sandbox },
	{ fetch, processes, host }: Pick<ProcessExecutorOptions, "fetch" | "processes" | "host">,
	owner?: Account,
): Promise<string | undefined> {
	return fetchFiles(attempt.job, {
		...fetch,
		workDirectory: sandbox.workDirectory,
		processes,
		path: host.path,
		signal: attempt.signal,
		...(owner !== undefined && { owner }),
	});
}
