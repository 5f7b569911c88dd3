import { type Ailment, ChronosError, examineJobs, type ReadClient } from "@chronos-job/core";
import type { JobSummary } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import { plural } from "../render/plural.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { pastDefinitions } from "./past-definitions.ts";

/** What is wrong with the jobs of a server that answers. */
export async function examineServer(host: Host, client: ReadClient): Promise<readonly Diagnosis[]> {
	const options = { signal: host.signal };
	const dialect = await client.server.dialect(options);
	const [jobs, told] = await Promise.all([client.jobs.list(options), summariesOrProblem(client, options)]);
	const [summaries, problem] = told instanceof ChronosError ? [undefined, told] : [told, undefined];
	const past = pastDefinitions(host, client.target);
	const ailments = examineJobs({ jobs, summaries, past, dialect, now: host.now() });
	const found = ailments.map(diagnosisOf);
	if (problem !== undefined && !ailments.some(({ code }) => code === "time-unreadable")) {
		return [{ name: "jobs", state: "fails", message: problem.message, hint: problem.hint }, ...found];
	}
	if (found.length > 0) return found;
	const message =
		jobs.length === 0 ? "the server has none" : `${plural(jobs.length, "job")}, with nothing wrong to see`;
	return [{ name: "jobs", state: "ok", message }];
}

async function summariesOrProblem(
	{ jobs }: ReadClient,
	options: { readonly signal: AbortSignal },
): Promise<readonly JobSummary[] | ChronosError> {
	try {
		return await jobs.summaries(options);
	} catch (error) {
		if (error instanceof ChronosError) return error;
		throw error;
	}
}

function diagnosisOf({ code, state, jobs, message, evidence, fix }: Ailment): Diagnosis {
	return { name: "jobs", state, message, evidence, hint: fix, code, jobs };
}
