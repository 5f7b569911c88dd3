import { z } from "zod";
import { defaultOf } from "../job-fields.ts";

export const behaviourFields = {
	retries: z
		.int32()
		.optional()
		.meta({
			description:
				"How many further attempts a failed run gets, one minute apart unless the server says otherwise. Only a job that has never failed, or has succeeded since its last failure, gets any. Write 0 for a job that is to run once (`R1/…`): retrying its only run uses up one repetition too many, and Chronos then repeats the job for ever.",
			default: defaultOf("retries"),
			examples: [0],
		}),
	disabled: z
		.boolean()
		.optional()
		.meta({
			description:
				"Keep the job on the server without running it, neither by schedule nor by its parents nor by hand. It does not stop a run that is under way, and if that run fails the job is enabled again.",
			default: defaultOf("disabled"),
		}),
	concurrent: z
		.boolean()
		.optional()
		.meta({
			description:
				"Let a run start while an earlier one of the same job is still going. Otherwise the runs that become due meanwhile collapse into a single one right after it. Since 3.0.0.",
			default: defaultOf("concurrent"),
		}),
	highPriority: z
		.boolean()
		.optional()
		.meta({
			description: "Serve this job before all ordinary ones when resources are offered.",
			default: defaultOf("highPriority"),
		}),
	maxCompletionTime: z
		.int()
		.min(0)
		.optional()
		.meta({
			description:
				"After how many seconds Mesos kills the run, which then counts as failed. 0 means no limit. Only builds from after 3.0.2 know it, and the agents have to know it too; others drop it without a word, so put `timeout` into the command if the limit matters.",
			default: defaultOf("maxCompletionTime"),
			examples: [3600],
		}),
	dataProcessingJobType: z
		.boolean()
		.optional()
		.meta({
			description:
				"Allow the run to report how many elements it has processed. The counts are kept only by servers with a Cassandra database. Some documents call the field `dataJob`, a name that no server reads.",
			default: defaultOf("dataProcessingJobType"),
		}),
};
