import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The server stores a negative amount as it is, shows it, and takes its own default (0.1 cpus, 128 MB of memory, 256 MB of disk unless configured otherwise) whenever it launches the job.",
	valid: [`{"name": "a", "cpus": 0.5, "mem": 512, "disk": 0, "gpus": 1}`, `{"name": "a"}`],
	invalid: [
		{ text: `{"name": "a", "cpus": «-1»}`, says: "cpus is -1" },
		{ text: `{"name": "a", "mem": «-512», "gpus": «-1»}`, says: "gpus is -1" },
		{ text: `{"name": "a", "disk": «"-1"»}`, says: "disk is -1" },
	],
};
