import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Environment variables need `name` and `value`, volumes `containerPath`, external volumes `name` and `provider`, parameters, options and labels `key` and `value`, networks `name`, ports `hostPort` and `containerPort`; otherwise the answer is 500 with an HTML page that names none of them. A fetch without `uri` is stored with an empty address, on which every run fails.",
	valid: [
		`{"name": "a", "environmentVariables": [{"name": "A"`,
		`{"command": "true"}`,
		`{"name": "a", "container": {"type": "MESOS"}}`,
		`{"name": "a", "container": {"image": "a", "volumes": [{"containerPath": "/a"}], "parameters": [{"key": "a", "value": ""}]}}`,
		`{"name": "a", "environmentVariables": [{"A": "1"}]}`,
	],
	invalid: [
		{
			text: `{"name": "a", "environmentVariables": [«{"name": "A"}»]}`,
		},
		{
			text: `{"name": "a", "environmentVariables": [{«"key"»: "A", "value": "1"}]}`,
			fixed: `{"name": "a", "environmentVariables": [{"name": "A", "value": "1"}]}`,
			says: 'but "key"',
		},
		{
			text: `{"name": "a", "environmentVariables": [«{"name": "A"}»]}`,
			says: 'environmentVariables[0] has no "value"',
		},
		{ text: `{"name": "a", "environmentVariables": [«{"value": "A"}»]}`, says: 'no "name"' },
		{ text: `{"name": "a", "fetch": [«{"extract": false}»]}`, says: "fetching nothing" },
		{
			text: `{"name": "a", "container": {"image": "a", "volumes": [«{"hostPath": "/a"}»]}}`,
			says: 'container.volumes[0] has no "containerPath"',
		},
		{ text: `{"name": "a", "container": {"image": "a", "parameters": [«{"value": "a"}»]}}`, says: '"key"' },
		{ text: `{"name": "a", "container": {"image": "a", "networkInfos": [«{"protocol": "IPv4"}»]}}`, says: '"name"' },
		{
			text: `{"name": "a", "container": {"image": "a", "volumes": [{"containerPath": "/a", "external": «{"name": "b"}»}]}}`,
			says: '"provider"',
		},
		{
			text: `{"name": "a", "fetch": [{«"url"»: "http://a/b"}]}`,
			fixed: `{"name": "a", "fetch": [{"uri": "http://a/b"}]}`,
			says: 'no "uri" but "url"',
		},
	],
};
