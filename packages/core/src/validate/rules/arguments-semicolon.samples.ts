import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The arguments are pasted into the id of each task and read back from there to build the command line; every semicolon is removed on the way.",
	valid: [`{"name": "a", "command": "echo 'a;b'"}`, `{"name": "a", "executor": "/opt/run", "arguments": ["a;b"]}`],
	invalid: [{ text: `{"name": "a", "command": "echo", "arguments": ["-n", «"a;b"», "c;"]}`, says: 'becomes "ab"' }],
};
