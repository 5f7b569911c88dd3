import { ChronosError } from "@chronos-job/core";

/** What is known of the jobs of a change that somebody has interrupted, by name. */
export interface JobsSoFar {
	/** On the server as they should be. */
	readonly checked: readonly string[];
	/** Sent, and not seen on the server as they should be. */
	readonly unchecked: readonly string[];
	readonly unsent: readonly string[];
}

export class InterruptedError extends ChronosError {
	readonly jobs: JobsSoFar;

	constructor(message: string, jobs: JobsSoFar, options: { readonly hint: string; readonly cause: unknown }) {
		super("change.interrupted", message, options);
		this.name = "InterruptedError";
		this.jobs = jobs;
	}
}
