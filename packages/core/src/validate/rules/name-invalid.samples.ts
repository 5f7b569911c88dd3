import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A 3.x server answers 400 with a Java stack trace whose first line quotes the pattern `([\\w\\.-]+)`. Jobs with such names that survive an upgrade from 2.x are listed but never run, because their task ids cannot be read any more.",
	valid: [`{"name": "nightly_2.report-a", "command": "true"}`],
	invalid: [
		{ text: `{"name": «"nightly report"», "command": "true"}`, says: "nightly report" },
		{ text: `{"name": «"<your-name>-job"», "command": "true"}` },
		{ text: `{"name": «"train-{{lr}}"», "command": "true"}` },
		{ text: `{"name": «""», "command": "true"}`, says: "empty" },
	],
};
