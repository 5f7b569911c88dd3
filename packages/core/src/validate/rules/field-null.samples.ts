import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		'`null` is not "absent": it becomes the text `"null"`, `false`, `0` or an empty list, depending on the field. `"shell": null` means false although the default is true, and `"retries": null` means 0 although the default is 2. Where that happens to be the default, as with `"disabled": null`, nothing is lost, and [a note](field.null-default.md) is all.',
	valid: [
		`{"name": "a", "command": "true", "owner": ""}`,
		`{"name": "a", "command": "true", "disabled": null, "cpus": null, "errorCount": null, "uris": null, "container": null}`,
	],
	invalid: [
		{
			text: `{"name": "a", "command": "true", "owner": «null»}`,
			fixed: `{"name": "a", "command": "true"}`,
			says: '"null"',
		},
		{
			text: `{"name": "a", "shell": «null», "command": "true"}`,
			fixed: `{"name": "a", "command": "true"}`,
			says: "false",
		},
		{
			text: `{"name": "a", "retries": «null», "command": "true"}`,
			fixed: `{"name": "a", "command": "true"}`,
			says: "reads as 0",
		},
		{
			text: `{"name": "a", "parents": «null», "command": "true"}`,
			says: "empty list",
		},
		{
			text: `{"name": "a", "fetch": [{"uri": "http://a/b", "extract": «null»}]}`,
			fixed: `{"name": "a", "fetch": [{"uri": "http://a/b"}]}`,
			says: "fetch[0].extract is null",
		},
		{ text: `{"name": "a", "environmentVariables": [{"name": "A", "value": «null»}]}`, says: '"null"' },
		{ text: `{"name": "a", "schedule": «null», "command": "true"}`, says: '"null"' },
		{ text: `{"name": "a", "schedule": "R//P1D", "scheduleTimeZone": «null»}`, says: '"null"' },
		{ text: "name: a\nowner: «null»\ncommand: b\n", source: "job.yaml", fixed: "name: a\ncommand: b\n" },
	],
};
