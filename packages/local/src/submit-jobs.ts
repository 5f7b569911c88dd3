import { buildGraph } from "@chronos-job/core";
import { calls, type Dialect, type JobSpec } from "@chronos-job/schemas";
import { answerFetch, type Door } from "./answer-fetch.ts";
import type { Credentials } from "./http/server-facts.ts";
import { JobRefusedError } from "./job-refused-error.ts";

/** A job as it stands in a file, or as a server shows it. */
export type SubmittedJob = Pick<JobSpec, "name"> & Partial<JobSpec>;

export interface SubmitOptions {
	/** A job that is replaced goes on with its counters, which Chronos would set to zero. */
	readonly keepsCounters?: boolean;
}

export interface Recipient extends Door {
	readonly dialect: Dialect;
	readonly credentials: Credentials | undefined;
}

/** Submits jobs as a client does, parents before their children; of several with one name the last counts. */
export async function submitJobs(
	recipient: Recipient,
	jobs: readonly SubmittedJob[],
	options: SubmitOptions = {},
): Promise<void> {
	const byName = new Map(jobs.map((job) => [job.name, job]));
	for (const name of buildGraph(jobs).order) {
		const job = byName.get(name);
		// oxlint-disable-next-line eslint/no-await-in-loop -- a parent is there before its children come
		if (job !== undefined) await submit(recipient, job, options);
	}
}

async function submit(
	recipient: Recipient,
	job: SubmittedJob,
	{ keepsCounters = false }: SubmitOptions,
): Promise<void> {
	const { path, method } = job.parents === undefined ? calls.putScheduledJob : calls.putChildJob;
	const target = `${path[recipient.dialect]}${keepsCounters ? "?counters=keep" : ""}`;
	const headers = { "content-type": "application/json", ...authorizationOf(recipient) };
	const reply = await answerFetch(recipient, target, { method, headers, body: JSON.stringify(job) });
	const text = await reply.text();
	if (!reply.ok)
		throw new JobRefusedError({
			job: job.name,
			status: reply.status,
			message: messageIn(text) || `${String(reply.status)}, without a word`,
		});
}

function authorizationOf({ credentials }: Recipient): Readonly<Record<string, string>> {
	if (credentials === undefined) return {};
	const account = Buffer.from(`${credentials.user}:${credentials.password}`).toString("base64");
	return { authorization: `Basic ${account}` };
}

/** A faithful server answers with a page instead of JSON. */
function messageIn(text: string): string {
	try {
		const { message }: { readonly message?: unknown } = JSON.parse(text);
		return typeof message === "string" ? message : text;
	} catch {
		return text
			.replaceAll(/<[^>]*>/g, " ")
			.replaceAll(/\s+/g, " ")
			.trim();
	}
}
