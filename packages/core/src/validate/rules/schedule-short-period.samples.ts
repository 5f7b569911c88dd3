import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A run needs a resource offer and a task of its own, which takes seconds. While a run is still going, its next occurrences are merged into one that follows immediately, unless `concurrent` is true; then they pile up. Every launch also rewrites the job in ZooKeeper.",
	valid: [
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/PT60S"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/PT1M"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/P1DT5S"}`,
		`{"name": "a", "command": "true", "schedule": "R1/2030-01-01T00:00:00Z/PT1S"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/PT0.5S"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/PT-5S"}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "schedule": «"R10/2012-10-01T05:52:00Z/PT2S"»}`, says: "every 2 s" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R/2030-01-01T00:00:00Z/PT1M-30.5S"»}`, says: "29.5 s" },
	],
};
