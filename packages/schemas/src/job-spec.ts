import { z } from "zod";
import type { Immutable } from "./immutable.ts";
import { behaviourFields } from "./spec/behaviour.ts";
import { commandFields } from "./spec/command.ts";
import { containerFields } from "./spec/container.ts";
import { fileFields } from "./spec/fetch.ts";
import { identityFields } from "./spec/identity.ts";
import { placementFields } from "./spec/placement.ts";
import { dependencyFields, timingFields } from "./spec/timing.ts";

/** The fields of a job by subject, in the order in which a person meets them. */
export const specFields = {
	...identityFields,
	...commandFields,
	...timingFields,
	...dependencyFields,
	...placementFields,
	...containerFields,
	...fileFields,
	...behaviourFields,
};

// The same condition twice: the refinement for zod, `not` for JSON Schema, which knows no refinements.
const eitherScheduleOrParents = { not: { required: ["schedule", "parents"] } };

/** A job as people write it and as we send it. */
export const JobSpec = z
	.strictObject(specFields)
	.refine(hasOneTrigger, "a job has either a schedule or parents")
	.meta(eitherScheduleOrParents);
export type JobSpec = Immutable<z.infer<typeof JobSpec>>;

/** A job as it stands in a file. */
export const JobFile = z
	.strictObject({
		$schema: z
			.string()
			.optional()
			.meta({
				description:
					"The address of this schema, for editors: they then complete names, explain fields and underline mistakes. It is never sent to a server.",
				examples: ["https://unpkg.com/@chronos-job/schemas/job.schema.json"],
			}),
		...specFields,
	})
	.refine(hasOneTrigger, "a job has either a schedule or parents")
	.meta({
		...eitherScheduleOrParents,
		title: "Chronos job",
		description:
			"One job for Chronos. With `schedule` it runs at given times, with `parents` after other jobs, with neither once, now.",
	});
export type JobFile = Immutable<z.infer<typeof JobFile>>;

function hasOneTrigger({ schedule, parents }: { readonly schedule?: unknown; readonly parents?: unknown }): boolean {
	return schedule === undefined || parents === undefined;
}
