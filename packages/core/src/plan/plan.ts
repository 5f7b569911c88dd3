import type { Path } from "../document/position.ts";
import type { Job, JobSpec } from "@chronos-job/schemas";

/** One field that would become something else; undefined where there is none. */
export interface Change {
	readonly path: Path;
	readonly before: unknown;
	readonly after: unknown;
}

export type Step =
	| { readonly kind: "create"; readonly name: string; readonly spec: JobSpec }
	| {
			readonly kind: "update";
			readonly name: string;
			readonly spec: JobSpec;
			/** As it was when the plan was made. */
			readonly current: Job;
			readonly changes: readonly Change[];
			/** It has run out of repetitions, or is due at once: writing it starts it again. */
			readonly startsAgain: boolean;
	  }
	| { readonly kind: "delete"; readonly name: string; readonly current: Job };

/** What would have to be done, parents first; nothing in it touches a server. */
export interface Plan {
	readonly steps: readonly Step[];
	/** Names of jobs that are as they should be. */
	readonly unchanged: readonly string[];
}
