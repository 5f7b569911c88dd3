import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The counters of a job are ordinary fields to the server: it stores whatever a document says, so a file with last month's numbers resets the statistics, and a job that has failed since looks healthy. Both dates take any text, and a text that is no date makes the summary of all jobs fail.",
	valid: [
		`{"name": "a", "command": "true"}`,
		`{"name": "a", "command": "true", "successCount": 0, "errorCount": 0, "errorsSinceLastSuccess": 0, "lastSuccess": "", "lastError": ""}`,
	],
	invalid: [
		{
			text: `{"name": "a", «"successCount"»: 190, "errorCount": 0, "lastSuccess": "2014-03-08T16:57:17.507Z", "command": "true"}`,
			says: "successCount, lastSuccess",
		},
		{
			text: `{"name": "a", «"successCount"»: 1, "lastError": "never"}`,
		},
		{ text: "name: a\n«errorCount»: 3\ncommand: ls\n", source: "job.yaml" },
	],
};
