import {
	buildRules,
	ChronosError,
	DocumentError,
	type JobDocument,
	type ReadClient,
	rules,
	validate,
	type Validation,
} from "@chronos-job/core";
import type { Build, Job } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import { plural } from "../render/plural.ts";

export interface KnownServer {
	readonly client: ReadClient;
	/** Those of its jobs that matter. */
	readonly jobs: readonly Pick<Job, "name">[];
	/** What is sent, for errors. */
	readonly what: string;
}

/** The jobs of documents and what is said of them, with what the server has and is; stops with the errors when there are any. */
export async function validateForServer(
	host: Pick<Host, "now">,
	documents: readonly JobDocument[],
	{ client, jobs, what }: KnownServer,
): Promise<Validation> {
	const builds = await findBuilds(client);
	const server = { jobs: new Set(jobs.map(({ name }) => name)), ...(builds && { builds }) };
	const validation = validate(documents, { now: host.now(), server, rules: [...rules, ...buildRules] });
	const errors = validation.findings.filter(({ severity }) => severity === "error");
	if (errors.length === 0) return validation;
	throw new DocumentError(`${what} have ${plural(errors.length, "error")} for ${client.target.name}`, {
		findings: errors,
		documents,
	});
}

/** Undefined when the server does not tell in good order: what it is asked for next matters more. */
async function findBuilds({ server }: ReadClient): Promise<readonly Build[] | undefined> {
	// A Chronos of ours keeps whatever any build keeps.
	if ((await server.local()) !== undefined) return ["HEAD+gpus"];
	try {
		return await server.builds();
	} catch (error) {
		if (error instanceof ChronosError) return undefined;
		throw error;
	}
}
