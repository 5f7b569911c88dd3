import { createCaller, type Caller } from "./caller.ts";
import type { ChronosClient, ReadClient } from "./client.ts";
import type { ClientOptions } from "./client-options.ts";
import { createGraphReader } from "./graph.ts";
import { createJobsReader, createJobsWriter } from "./jobs.ts";
import { createServerReader } from "./server.ts";
import { createStatsReader } from "./stats.ts";
import type { Target } from "./target.ts";
import { createTasksWriter } from "./tasks.ts";

/** All that can be done with a server; nothing is sent until something is asked. */
export function createClient(target: Target, options: ClientOptions): ChronosClient {
	const caller = createCaller(target, options);
	const reader = readerOf(caller, options);
	return {
		...reader,
		jobs: { ...reader.jobs, ...createJobsWriter(caller) },
		tasks: createTasksWriter(caller),
	};
}

/** A client that has no way to change anything, whoever gets hold of it. */
export function createReader(target: Target, options: ClientOptions): ReadClient {
	return readerOf(createCaller(target, options), options);
}

function readerOf(caller: Caller, { transport }: ClientOptions): ReadClient {
	return {
		target: caller.target,
		jobs: createJobsReader(caller),
		stats: createStatsReader(caller),
		graph: createGraphReader(caller),
		server: createServerReader(caller),
		[Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
	};
}
