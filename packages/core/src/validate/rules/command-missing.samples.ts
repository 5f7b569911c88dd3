import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"From 3.0.1 a job may do without a command, because the image of a container can have one of its own; until 3.0.0 the server answers 500. Without a container there is nothing to start, and every run fails.",
	valid: [
		`{"name": "a", "schedule": "R1//P1Y"`,
		`{"name": "a", "command": "true"}`,
		`{"name": "a", "executor": "/opt/executor"}`,
		`{"name": "a", "container": {"image": "x:1"}}`,
		`{"name": "a", "command": null}`,
		`{"schedule": "R1//P1Y"}`,
		`{"name": "a", "cmd": "true"}`,
		`{"name": "a", "comand": "true"}`,
	],
	invalid: [
		{ text: `{"name": «"a"», "schedule": "R1//P1Y"}`, says: "no command" },
		{ text: `{"name": "a", "command": «""», "executor": ""}`, says: "no command" },
	],
};
