import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos drops every field it does not know without a word. `epsilon` and `async` were fields of 2.x; `dataJob` is in the documentation of every version and in the code of none. Marathon, Metronome, Kubernetes and Docker Compose describe the same things under other names.",
	valid: [`{"id": "a"}`, `{"name": "a", "command": "true"}`, `{"name": "a", "command": "true", "colour": "red"}`],
	invalid: [
		{
			text: `{"name": "a", «"cmd"»: "true", «"instances"»: 1}`,
			fixed: `{"name": "a", "command": "true", "instances": 1}`,
			says: "Marathon",
		},
		{ text: `{"name": "a", "command": "true", «"cmd"»: "false"}` },
		{ text: `{"name": "a", "command": "true", «"depends_on"»: ["b"], "schedule": "R//P1D"}` },
		{
			text: `{"name": "a", "command": "true", «"depends_on"»: ["b"]}`,
			fixed: `{"name": "a", "command": "true", "parents": ["b"]}`,
		},
		{
			text: `{"name": "a", «"env"»: {"A": "1"}}`,
			fixed: `{"name": "a", "environmentVariables": [{ "name": "A", "value": "1" }]}`,
		},
		{ text: `{"name": "a", «"env"»: {"A": {"secret": "x"}}}` },
		{
			text: `{"name": "a", "container": {"image": "x:1", «"docker"»: {"network": "HOST"}}}`,
			says: "container.docker",
		},
		{ text: `{"name": "a", «"apiVersion"»: "batch/v1", «"kind"»: "Job", «"spec"»: {}}`, says: "Kubernetes" },
		{ text: `{"name": "a", «"run"»: {"cmd": "true"}}`, says: "Metronome" },
		{ text: `{"name": "a", «"image"»: "x:1"}`, says: "Docker Compose" },
		{ text: `{"name": "a", «"epsilon"»: "PT30M", «"async"»: false}`, says: "Chronos 2.x" },
		{ text: `{"name": "a", «"dataJob"»: true}`, fixed: `{"name": "a", "dataProcessingJobType": true}` },
	],
};
