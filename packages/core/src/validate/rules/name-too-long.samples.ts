import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The name is a part of the id of each task, after `ct:`, 13 digits and the attempt. Chronos takes a name of any length, but Mesos names the directory of the run after that id, which fails with `File name too long` where a name beyond 255 bytes comes together: with what agents add, 200 is the safe limit.",
	valid: [`{"name": "${"x".repeat(180)}", "command": "true"}`, `{"name": "${" ".repeat(240)}", "command": "true"}`],
	invalid: [
		{ text: `{"name": «"${"x".repeat(181)}"», "command": "true"}`, says: "201 bytes" },
		{ text: `{"name": «"${"x".repeat(240)}"», "command": "true", "arguments": ["a"]}`, says: "240 letters" },
	],
};
