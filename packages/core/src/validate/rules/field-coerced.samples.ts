import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A number or boolean where a text belongs is taken as it is written, a whole number where a boolean belongs is true unless it is 0, and an empty object or text where a list belongs is an empty list. YAML files often hold such values, because `8080` and `true` need quotes there to be texts.",
	valid: [
		`{"name": "a", "command": "true", "cpus": "0.5", "shell": "true"}`,
		`{"name": "a", "command": ["a"], "retries": 2.5, "owner": null}`,
		`{"name": "a", "schedule": 5}`,
		{ text: 'name: a\nenvironmentVariables:\n  - name: PORT\n    value: "8080"\n', source: "job.yaml" },
	],
	invalid: [
		{
			text: `{"name": "a", "environmentVariables": [{"name": "PORT", "value": «8080»}]}`,
			says: 'the number 8080, which Chronos reads as the text "8080"',
		},
		{
			text: `{"name": "a", "environmentVariables": [{"name": "VERSION", "value": «1.10»}]}`,
			says: "is 1.10 without quotes",
		},
		{ text: `{"name": "a", "owner": «12345678901234567890»}`, says: "is 12345678901234567890 without" },
		{ text: "name: a\nowner: «012345»\n", source: "job.yaml", says: "is 012345 without quotes" },
		{ text: `{"name": "a", "arguments": ["-n", «1»]}`, says: "arguments[1]" },
		{ text: `{"name": "a", "shell": «1»}`, says: "reads as true" },
		{ text: `{"name": "a", "uris": «{}»}`, says: "an object, which Chronos reads as an empty list" },
		{ text: `{"name": "a", "arguments": «""»}`, says: "reads as an empty list" },
		{
			text: "name: a\nenvironmentVariables:\n  - name: DEBUG\n    value: «true»\n",
			source: "job.yaml",
			says: 'the text "true"',
		},
	],
};
