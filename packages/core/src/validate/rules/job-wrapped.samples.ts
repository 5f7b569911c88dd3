import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A server takes one job per request, and answers 500 to an object without a name, whatever is inside. This program takes a file with one job, or with a list of them, and sends each on its own.",
	valid: [
		`[{"name": "a", "command": "true"}, {"name": "b", "command": "true"}]`,
		`{"name": "a", "jobs": [{"name": "b"}]}`,
		`{"jobs": [1]}`,
		`{"jobs": []}`,
		`{"command": "true", "jobs": [{"name": "b"}]}`,
		`{"metadata": {"name": "a"}, "spec": {}}`,
		`{"colour": "red"}`,
		`{}`,
	],
	invalid: [
		{ text: `{«"jobs"»: [{"name": "a"}, {"name": "b"}]}`, says: 'inside "jobs"' },
		{ text: `{«"nightly"»: {"command": "true"}}`, says: '"nightly" holds a job' },
		{ text: `{«"job"»: {"name": "a", "command": "true"}}`, says: 'the job stands inside "job"' },
		{ text: "«a»:\n  command: x\nb:\n  command: y\n", source: "jobs.yaml", says: "is a list" },
	],
};
