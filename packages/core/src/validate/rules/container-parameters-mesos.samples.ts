import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"`container.parameters` are options of the docker command line, so they are used for containers of type DOCKER only. A container of type MESOS stores and shows them, and runs without them.",
	valid: [
		`{"name": "a", "container": {"image": "x:1", "parameters": [{"key": "privileged", "value": "true"}]}}`,
		`{"name": "a", "container": {"type": "MESOS", "image": "x:1", "parameters": []}}`,
	],
	invalid: [
		{
			text: `{"name": "a", "container": {"type": "mesos", "image": "x:1", «"parameters"»: [{"key": "privileged", "value": "true"}]}}`,
			says: "privileged",
		},
	],
};
