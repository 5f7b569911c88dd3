import { countersOf, type Job, type JobBody, type JobSpec } from "@chronos-job/schemas";
import { ResponseError } from "../errors.ts";
import { type Doubt, doubtAbout } from "./doubt.ts";
import type { Work } from "./work.ts";

/** A job that is to be on the server. */
export interface Wanted {
	readonly name: string;
	readonly spec: JobSpec;
	/** What it takes the place of. */
	readonly before: Job | undefined;
}

export interface Sent extends Wanted {
	readonly doubt: Doubt | undefined;
}

/** Sends a job with the counters of the one it replaces, which the server would forget (contract §2.7). */
export async function sendJob({ client, signal }: Work, wanted: Wanted): Promise<Sent> {
	try {
		await client.jobs.put(bodyOf(wanted), { signal });
		return { ...wanted, doubt: undefined };
	} catch (error) {
		const doubt = doubtAbout(error);
		if (doubt === undefined) throw namingJob(error, wanted.name);
		return { ...wanted, doubt };
	}
}

/** Of many jobs one was refused, and the server does not say which. */
function namingJob(error: unknown, name: string): unknown {
	if (!(error instanceof ResponseError) || error.code !== "target.refused" || error.message.includes(name))
		return error;
	const { code, message, status, body, hint } = error;
	return new ResponseError(code, `${name}: ${message}`, { status, body, hint, cause: error });
}

function bodyOf({ spec, before }: Wanted): JobBody {
	return before === undefined ? spec : { ...legacyOf(before), ...spec, ...countersOf(before) };
}

// Only 2.x servers know these two, and nobody can write them in a spec.
function legacyOf({ epsilon, async }: Job): Pick<Job, "epsilon" | "async"> {
	return { ...(epsilon === undefined ? {} : { epsilon }), ...(async === undefined ? {} : { async }) };
}
