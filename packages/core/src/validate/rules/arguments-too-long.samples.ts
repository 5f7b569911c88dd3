import type { RulePage } from "../rule-page.ts";

const long = "x".repeat(178);

export const page: RulePage = {
	chronos:
		"The arguments are pasted into the id of each task, after `ct:`, 13 digits, the attempt and the job's name. Mesos names the directory of the run after that id, which fails with `File name too long` where a name beyond 255 bytes comes together: with what agents add, 200 is the safe limit; on some versions the agent stops, and takes its other tasks along.",
	valid: [
		`{"name": "abc", "command": "echo", "arguments": ["${long.slice(2)}"]}`,
		`{"name": "abc", "executor": "/opt/run", "arguments": ["${long}"]}`,
		`{"name": "abc", "command": "echo ${long}"}`,
	],
	invalid: [
		{
			text: `{"name": "abc", "command": "echo", "arguments": «["-n", "${long}"]»}`,
			fixed: `{"name": "abc", "command": "echo -n ${long}"}`,
			says: "bytes",
		},
		{
			text: `{"name": "abc", "command": "echo", "arguments": «["${"ò".repeat(100)}"]»}`,
			fixed: `{"name": "abc", "command": "echo ${"ò".repeat(100)}"}`,
			says: "223 bytes",
		},
	],
};
