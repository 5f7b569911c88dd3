import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		'Chronos reads the number or boolean out of the text, so such a job works as it is; its own examples have `"cpus": "0.5"`. It shows the job without the quotes, other programs refuse them, and a slip as in `"512 MB"` would be 0 without a word.',
	valid: [
		`{"name": "a", "cpus": 0.5, "shell": false}`,
		`{"name": "a", "mem": "4 GB", "retries": "2.5", "shell": "maybe", "owner": null}`,
		`{"name": "a", "shell": 1, "uris": ""}`,
	],
	invalid: [
		{
			text: "name: a\ndisabled: «no»\n",
			source: "job.yaml",
			fixed: "name: a\ndisabled: false\n",
			says: 'is "no", which is a text',
		},
		{
			text: `{"name": "a", "cpus": «"0.5"», "shell": «"false"»}`,
			fixed: `{"name": "a", "cpus": 0.5, "shell": false}`,
			says: "cpus is a number in quotes",
		},
		{ text: `name: a\nretries: «"3"»\n`, source: "job.yaml", fixed: "name: a\nretries: 3\n" },
	],
};
