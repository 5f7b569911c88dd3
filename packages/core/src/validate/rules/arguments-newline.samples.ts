import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The arguments are pasted into the id of each task. When the server takes the task from its queue, it reads the job's name out of that id, which fails on a line break: the task is dropped without a word.",
	valid: [
		`{"name": "a", "command": "echo", "arguments": ["a b"]}`,
		`{"name": "a", "executor": "/opt/run", "arguments": ["a\\nb"]}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "echo", "arguments": ["-n", «"a\\nb"»]}`, says: "drops every run" },
		{ text: 'name: a\ncommand: echo\narguments:\n  - «"a\\nb"»\n', source: "job.yaml" },
	],
};
