import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The arguments are pasted into the id of each task, and Mesos takes no id with a slash. It answers TASK_ERROR, which Chronos does not understand: nothing is counted, nothing is retried, and the job seems queued or running for ever. In the command a slash does no harm.",
	valid: [
		`{"name": "a", "command": "ls", "arguments": ["-l"]}`,
		`{"name": "a", "command": "ls /tmp"}`,
		`{"name": "a", "executor": "/opt/run", "arguments": ["/tmp"]}`,
	],
	invalid: [
		{
			text: `{"name": "a", "command": "ls", "arguments": ["-l", «"/tmp"», "/var"]}`,
			fixed: `{"name": "a", "command": "ls -l /tmp /var"}`,
			says: '"/tmp"',
		},
		{ text: `{"name": "a", "command": "ls", "shell": false, "arguments": [«"/tmp"»]}` },
		{ text: `{"name": "a", "command": "ls", "arguments": [«"/tmp"», "a;b"]}` },
		{ text: `{"name": "a", "arguments": [«"/tmp"»]}` },
	],
};
