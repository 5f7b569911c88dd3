import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The name is the only field that a job cannot do without. A server answers 500 with an HTML page that says `NullPointerException`.",
	valid: [`{"command": "true"`, `{"jobs": [{"name": "a"}]}`, `{"name": "nightly", "command": "true"}`],
	invalid: [
		{ text: `«{»"command": "true"}`, says: "the job has no name" },
		{ text: `[{"name": "a", "command": "true"}, «{»"command": "true"}]` },
		{
			text: `{«"Name"»: "b", "command": "true"}`,
			fixed: `{"name": "b", "command": "true"}`,
			says: 'no "name", but "Name"',
		},
		{ text: `{«"id"»: "b", "cmd": "true"}`, fixed: `{"name": "b", "cmd": "true"}`, says: '"id"' },
		{ text: `{«"nmae"»: 5}`, says: '"nmae"' },
		{ text: `«command»: "true"\n`, source: "job.yaml" },
	],
};
