import { formatJob, type Job } from "@chronos-job/schemas";
import type { OrderedMap } from "../engine/ordered-map.ts";
import type { JobState } from "../engine/state.ts";
import { summaryOf } from "../engine/summary-of.ts";
import { createTreeTexts } from "./tree-texts.ts";
import type { ServerFacts } from "./server-facts.ts";

/** Jobs as they go out, each written once as long as it stays the same. */
export interface JobTexts {
	job(job: Job): string;
	/** Elements of the list, in pieces that are cut between them. */
	listed(jobs: OrderedMap<string, JobState>): Iterable<Uint8Array>;
	summaries(jobs: OrderedMap<string, JobState>): Iterable<Uint8Array>;
}

/** From so many jobs on the memory for their texts is worth more than the time to write them. */
const longList = 20_000;

export function createJobTexts(facts: Pick<ServerFacts, "dialect" | "gpus">): JobTexts {
	const format = (job: Job) => formatAs(facts, job);
	return {
		job: format,
		listed: createTreeTexts(({ job }: JobState) => format(mirrored(job)), longList),
		summaries: createTreeTexts((state: JobState) => JSON.stringify(summaryOf(state)), Infinity),
	};
}

function formatAs({ dialect, gpus = "when set" }: Pick<ServerFacts, "dialect" | "gpus">, job: Job): string {
	if (dialect === "2.x") return formatOld(job);
	const { gpus: wanted = 0 } = job;
	const isShown = gpus === "always" || (gpus === "when set" && wanted > 0);
	// The last build writes this field always (contract §2.8).
	const { maxCompletionTime = 0 } = job;
	// To leave a field out takes as long as to write the job, and few have to.
	const others = job.gpus === undefined || isShown ? job : withoutGpus(job);
	return formatJob({ ...others, maxCompletionTime, ...(isShown && { gpus: wanted }) });
}

// oxlint-disable-next-line eslint/no-unused-vars -- named only to be left out of the rest
function withoutGpus({ gpus: _, ...others }: Job): Job {
	return others;
}

/** As 2.5 has it: what came later is missing, and the kind of container is a small word (contract §2.8). */
function formatOld(job: Job): string {
	// oxlint-disable-next-line eslint/no-unused-vars -- named only to be left out of the rest
	const { gpus, maxCompletionTime, container, epsilon = "PT60S", async = false, ...others } = job;
	const text = formatJob({
		...others,
		epsilon,
		async,
		...(container === undefined ? {} : { container: old(container) }),
	});
	// Inside of a text every quote has a backslash before it: these are keys.
	return text
		.replace(/"concurrent":(?:true|false),/, "")
		.replace('"container":{"type":"DOCKER"', '"container":{"type":"docker"')
		.replace('"networkInfos":[],', "");
}

type Container = NonNullable<Job["container"]>;

// oxlint-disable-next-line eslint/no-unused-vars -- named only to be left out of the rest
function old({ type: _, networkName: __, volumes, ...others }: Container): Container {
	return {
		...others,
		type: "DOCKER",
		networkInfos: [],
		volumes: volumes.map(({ external: ___, ...volume }) => volume),
	};
}

/** In the list, and only there, old and new ways to fetch files say the same (contract §1.4.1). */
function mirrored(job: Job): Job {
	if (job.fetch.length > 0) return { ...job, uris: job.fetch.map(({ uri }) => uri) };
	if (job.uris.length === 0) return job;
	return { ...job, fetch: job.uris.map((uri) => ({ uri, executable: false, cache: false, extract: true })) };
}
