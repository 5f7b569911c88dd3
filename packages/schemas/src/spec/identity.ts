import { z } from "zod";
import { defaultOf } from "../job-fields.ts";

export const identityFields = {
	name: z
		.string()
		.regex(/^[\w.-]+$/)
		.meta({
			description:
				"What the job is called. It is the job's identity: a job sent under a known name replaces that job, and there is no renaming. Letters (A-Z, a-z), digits, `_`, `.` and `-`; capitals matter. Servers before 3.0 also let spaces and `#` in, but such jobs stop running after an upgrade.",
			examples: ["nightly-report"],
		}),
	description: z
		.string()
		.optional()
		.meta({
			description: "What the job is for, in your own words. A label: it has no effect.",
			default: defaultOf("description"),
			examples: ["Sums up the day's measurements"],
		}),
	owner: z
		.string()
		.optional()
		.meta({
			description:
				"Who hears about the job: one e-mail address, or several separated by commas. Chronos writes when a run has failed for good, when the job gets disabled and when it is deleted; nothing else is ever announced. The text is not checked, and the command sees it as `CHRONOS_JOB_OWNER`.",
			default: defaultOf("owner"),
			examples: ["alice@example.org", "alice@example.org, bob@example.org"],
		}),
	ownerName: z
		.string()
		.optional()
		.meta({
			description: "The name of a person or a team, for display. A label: it has no effect.",
			default: defaultOf("ownerName"),
			examples: ["Alice"],
		}),
};
