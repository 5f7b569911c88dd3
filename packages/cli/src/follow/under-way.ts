import type { CallOptions, LocalReader, LocalRun, ReadClient } from "@chronos-job/core";

/** The attempts of jobs that had not ended when it was asked. */
export interface UnderWay {
	/** Whether any of those of a job has not ended even now. */
	isOpen(job: string, options: CallOptions): Promise<boolean>;
}

/** Which attempts have begun and not ended; undefined where the server does not tell. */
export async function findUnderWay(
	{ server }: Pick<ReadClient, "server">,
	jobs: readonly string[],
	options: CallOptions = {},
): Promise<UnderWay | undefined> {
	const reader = await server.local(options);
	if (reader === undefined) return undefined;
	const found = new Map<string, readonly OpenAttempt[]>();
	for (const job of jobs) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- a server is not asked about a thousand jobs at once
		found.set(job, (await reader.runs({ job, limit: mostRuns }, options)).flatMap(openIn));
	}
	return { isOpen: (job, now) => isAnyOpen(reader, found.get(job) ?? [], now) };
}

// More runs of one job are hardly ever under way.
const mostRuns = 100;

interface OpenAttempt {
	readonly run: number;
	readonly taskId: string;
}

function openIn({ id, attempts }: LocalRun): readonly OpenAttempt[] {
	return attempts.filter(({ phase }) => phase !== "ended").map(({ taskId }) => ({ run: id, taskId }));
}

async function isAnyOpen(reader: LocalReader, known: readonly OpenAttempt[], options: CallOptions): Promise<boolean> {
	for (const { run, taskId } of known) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- the first one is enough
		const now = await reader.run(run, options);
		if (now !== undefined && openIn(now).some((attempt) => attempt.taskId === taskId)) return true;
	}
	return false;
}
