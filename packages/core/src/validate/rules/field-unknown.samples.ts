import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos picks the fields it knows out of the document and drops the others without a word, so a misspelt field has its default. Field names are case-sensitive.",
	valid: [
		`{"name": "a", "command": "true", "mem": 128, "gpus": 1}`,
		`{"name": "a", "command": "true", "_comment": "x", "// why": "x", "x-team": "x", "comment": "x"}`,
		`{"jobs": [{"name": "a"}]}`,
		`{"name": "a", "container": {"image": "x:1", "schedule": "R1//P1Y"`,
		`{"name": "a", "env": {}, "container": {"image": "x:1", "docker": {}}}`,
		`{"name": "a", "successCount": 1, "lastError": ""}`,
		`{"name": "a", "environmentVariables": [{"A": "1"}]}`,
	],
	invalid: [
		{
			text: `{"name": "a", "command": "true", «"enviromentVariables"»: []}`,
			fixed: `{"name": "a", "command": "true", "environmentVariables": []}`,
			says: '"enviromentVariables" is not a field',
		},
		{ text: `{"name": "a", «"RunAsUser"»: "anna"}`, fixed: `{"name": "a", "runAsUser": "anna"}` },
		{ text: `{"name": "a", «"gpu"»: 1}`, fixed: `{"name": "a", "gpus": 1}` },
		{ text: `{"name": "a", "gpus": 1, «"gpu"»: 1}` },
		{ text: `{"name": "a", «"parent"»: "b"}` },
		{ text: `{"name": "a", «"memory"»: 4}` },
		{ text: `{"name": "a", "schedule": "R//P1D", «"schedul"»: "R//P2D"}` },
		{ text: `{"name": "a", "parents": ["b"], «"schedul"»: "R//P2D"}` },
		{ text: `{"name": "a", «"colour"»: "red"}` },
		{
			text: `{"name": "a", "container": {"image": "x:1", "volumes": [{"containerPath": "/a", «"hostpath"»: "/a"}]}}`,
			fixed: `{"name": "a", "container": {"image": "x:1", "volumes": [{"containerPath": "/a", "hostPath": "/a"}]}}`,
			says: "container.volumes[0].hostpath",
		},
		{
			text: `{"name": "a", "environmentVariables": [{"name": "A", "value": "1", «"secret"»: true}]}`,
			says: "environmentVariables[0].secret",
		},
		{ text: "name: a\n«comand»: ls\n", source: "job.yaml", fixed: "name: a\ncommand: ls\n" },
	],
};
