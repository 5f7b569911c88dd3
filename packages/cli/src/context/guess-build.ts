import type { Learned } from "@chronos-job/core";
import { type Build, formatBuilds } from "@chronos-job/schemas";
import type { Probe } from "./open-probe.ts";

/** What a server is, as far as it can be got to know. */
export interface Guess extends Learned {
	readonly builds: readonly Build[];
	readonly text: string;
}

/** None tells what it is, but the fields of its jobs do (contract §0.3). */
export async function guessBuild({ reader: { server, jobs } }: Probe): Promise<Guess> {
	// All of them: the one that has a container tells most.
	await jobs.list();
	const [dialect, builds, own] = [await server.dialect(), await server.builds(), await server.local()];
	const text = own === undefined ? formatBuilds(dialect, builds) : `a Chronos of chronos-job ${own.facts.version}`;
	return { dialect, builds, text };
}
