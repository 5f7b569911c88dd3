import type { ChronosClient } from "@chronos-job/core";
import type { Permit } from "./guard-changes.ts";

/** A client that changes nothing before that is permitted. */
export function permittedClient(client: ChronosClient, permit: Permit): ChronosClient {
	const { jobs, tasks } = client;
	const permitted =
		<Args extends readonly unknown[], Reply>(call: (...args: Args) => Promise<Reply>) =>
		async (...args: Args): Promise<Reply> => {
			await permit();
			return call(...args);
		};
	return {
		...client,
		jobs: {
			...jobs,
			put: permitted((job, options) => jobs.put(job, options)),
			start: permitted((name, args, options) => jobs.start(name, args, options)),
			markSuccessful: permitted((name, options) => jobs.markSuccessful(name, options)),
			delete: permitted((name, options) => jobs.delete(name, options)),
		},
		tasks: { ...tasks, kill: permitted((job, options) => tasks.kill(job, options)) },
	};
}
