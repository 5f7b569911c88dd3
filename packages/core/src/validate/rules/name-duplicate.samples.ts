import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos: "The name is the identity of a job. The second one sent replaces the first, silently, counters included.",
	valid: [`[{"name": "a", "command": "true"}, {"name": "A", "command": "true"}]`],
	invalid: [
		{
			text: `[{"name": "a", "command": "true"}, {"name": «"a"», "command": "false"}]`,
			says: '"a" too, in job.json:1',
		},
	],
};
