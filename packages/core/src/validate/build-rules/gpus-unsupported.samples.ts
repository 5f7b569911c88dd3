import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"No official release reads `gpus`: the field vanishes without a word and the job runs where there is no GPU. Only builds with the unmerged pull request 810 honour it; they show `gpus` in every job they answer.",
	valid: [
		`{"name": "a", "command": "true", "gpus": 1}`,
		{ text: `{"name": "a", "command": "true", "gpus": 1}`, serverBuilds: ["gpus"] },
		{ text: `{"name": "a", "command": "true", "gpus": 1}`, serverJobs: ["b"] },
		{ text: `{"name": "a", "command": "true", "gpus": 1}`, serverBuilds: ["3.0.2", "gpus"] },
		{ text: `{"name": "a", "command": "true", "gpus": 0}`, serverBuilds: ["3.0.1", "3.0.2"] },
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "gpus": «2»}`, serverBuilds: ["3.0.1", "3.0.2"], says: "none of the 2" },
	],
};
