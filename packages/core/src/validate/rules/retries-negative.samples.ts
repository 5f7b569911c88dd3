import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"An attempt is repeated while its number, counted from 0, is below `retries`. A negative number therefore means the same as 0: a failed run is not repeated.",
	valid: [`{"name": "a", "command": "true", "retries": 0}`, `{"name": "a", "command": "true"}`],
	invalid: [
		{
			text: `{"name": "a", "command": "true", "retries": «-1»}`,
			fixed: `{"name": "a", "command": "true", "retries": 0}`,
			says: "-1",
		},
		{ text: "name: a\nretries: «-3»\n", source: "job.yaml", fixed: "name: a\nretries: 0\n" },
	],
};
