import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		'Chronos always appends the arguments to the command. With `"shell": false` it hands Mesos that joined text as the program to run, and the arguments a second time as its argument list; such a program rarely exists. With a shell the joined text is a line that runs. A custom executor gets no arguments at all.',
	valid: [
		`{"name": "a", "command": "ls", "arguments": ["-l"]}`,
		`{"name": "a", "command": "ls", "arguments": [], "shell": false}`,
		`{"name": "a", "executor": "/opt/executor", "arguments": ["-l"], "shell": false}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "ls", «"arguments"»: ["-l", "a"], "shell": false}`, says: '"ls -l a"' },
		{ text: `{"name": "a", «"arguments"»: ["-l"], "shell": false, "container": {"image": "x:1"}}`, says: '"-l"' },
	],
};
