import { z } from "zod";
import { defaultOf } from "../job-fields.ts";

export const timingFields = {
	schedule: z
		.string()
		.optional()
		.meta({
			description:
				'When the job runs: `R[count]/[start]/period`, an ISO 8601 repeating interval. `R5` is five times, `R` for ever; an empty start is now; the period is how far apart the runs are (`P1D` a day, `PT15M` a quarter of an hour, while `P1M` is a month). `R1//P1Y` is the idiom for "once, now". A start in the past fires at once, and the server rewrites the text at every launch. A job has either `schedule` or `parents`; with neither it runs once, now.',
			examples: ["R1//P1Y", "R/2030-01-01T06:00:00Z/P1D", "R10/2030-01-01T00:00:00+01:00/PT6H"],
		}),
	scheduleTimeZone: z
		.string()
		.optional()
		.meta({
			description:
				"The time zone in which to read the start of `schedule`, by its tz database name. The wall-clock time of the start is kept and its own offset, even `Z`, is thrown away; daily and longer periods then follow summer time. A name the server does not know silently means UTC. Give `schedule` an explicit start when you use it.",
			default: defaultOf("scheduleTimeZone"),
			examples: ["Europe/Rome"],
		}),
};

export const dependencyFields = {
	parents: z
		.array(z.string())
		.min(1)
		.optional()
		.meta({
			description:
				"Names of the jobs this one waits for: it runs each time all of them have succeeded since it last ran. Parents have to exist before the job is sent, because Chronos accepts a job with a missing parent and then hides it. A job has either `parents` or `schedule`.",
			examples: [["extract", "transform"]],
		}),
	softError: z
		.boolean()
		.optional()
		.meta({
			description: "Let the children run even when this job has failed for good.",
			default: defaultOf("softError"),
		}),
};
