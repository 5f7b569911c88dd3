import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A null is read as `false`, `0` or an empty list. For these fields that is the default too (a zero of cpus, mem or disk becomes the server's default), so nothing is lost; in other fields the same habit changes the job.",
	valid: [`{"name": "a", "command": "true", "disabled": false}`, `{"name": "a", "command": "true", "owner": null}`],
	invalid: [
		{ text: `{"name": "a", "command": "true", "disabled": «null»}`, fixed: `{"name": "a", "command": "true"}` },
		{
			text: `{"name": "a", "cpus": «null», "command": "true", "container": «null»}`,
			fixed: `{"name": "a", "command": "true"}`,
			says: "container is null",
		},
	],
};
