import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"No official release reads `gpus`: the field vanishes without a word and the job runs where there is no GPU. Only builds with the unmerged pull request 810 honour it; they show `gpus` in every job they answer.",
	valid: [
		`{"name": "a", "command": "true", "gpus": 1}`,
		{ text: `{"name": "a", "command": "true", "gpus": 1}`, serverGpus: true },
		{ text: `{"name": "a", "command": "true", "gpus": 1}`, serverJobs: ["b"] },
		{ text: `{"name": "a", "command": "true", "gpus": 0}`, serverGpus: false },
	],
	invalid: [{ text: `{"name": "a", "command": "true", "gpus": «2»}`, serverGpus: false, says: "none of the 2" }],
};
