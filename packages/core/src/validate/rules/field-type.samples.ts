import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		'A server never refuses a wrong type; it reads what it can. A text that is no number is 0 (for cpus, mem and disk: the default), `"True"`, `"yes"` and 1.5 are false, a decimal loses its fraction, a list or object where a text belongs is the empty text, and anything but a list is an empty list. Only items of a list that should be objects are answered with 500. Types that lose nothing on the way, such as `"cpus": "0.5"`, are no error.',
	valid: [
		`{"name": "a", "cpus": NaN}`,
		`{"name": "a", "command": "true", "cpus": "0.5", "mem": " 512 ", "retries": "2.0", "shell": "false"}`,
		`{"name": "a", "command": "true", "disabled": 0, "owner": 5, "softError": "no", "uris": "", "runAsUser": true}`,
		`{"name": "a", "environmentVariables": [{"name": "PORT", "value": 8080}], "container": {"image": "a", "forcePullImage": "TRUE"}}`,
		`{"name": "a", "environmentVariables": {"A": "1"}, "constraints": ["rack", "EQUALS", "1"], "owner": null}`,
	],
	invalid: [
		{ text: `{"name": "a", "mem": «"4GB"»}`, fixed: `{"name": "a", "mem": 4096}`, says: "reads as 0" },
		{ text: `{"name": "a", "disk": «"512 MiB"»}`, fixed: `{"name": "a", "disk": 512}` },
		{ text: `{"name": "a", "cpus": «"two"»}`, says: 'the text "two"' },
		{ text: `{"name": "a", "retries": «2.7»}`, says: "reads as 2" },
		{ text: `{"name": "a", "retries": «"2.7"»}`, says: "reads as 2" },
		{ text: `{"name": "a", "retries": «true»}`, says: "reads as 1" },
		{ text: `{"name": "a", "shell": «"True"»}`, fixed: `{"name": "a", "shell": true}`, says: "reads as false" },
		{ text: `{"name": "a", "disabled": «1.5»}`, says: "reads as false" },
		{ text: `{"name": "a", "command": «["python3", "a.py"]»}`, says: "a list, which Chronos reads as an empty text" },
		{ text: `{"name": "a", "owner": «{"mail": "a@b"}»}`, says: "an object" },
		{ text: `{"name": "a", "parents": «"b, c"»}`, fixed: `{"name": "a", "parents": ["b", "c"]}`, says: "empty list" },
		{ text: `{"name": "a", "uris": «"http://a/b"»}`, fixed: `{"name": "a", "uris": ["http://a/b"]}` },
		{ text: `{"name": "a", "arguments": «"-v -x"»}`, says: "empty list" },
		{
			text: `{"name": "a", "fetch": [«"http://a/b"»]}`,
			fixed: `{"name": "a", "fetch": [{ "uri": "http://a/b" }]}`,
			says: "500",
		},
		{ text: `{"name": "a", "container": «"python:3.12"»}`, says: "without a container" },
		{ text: `{"name": "a", "container": {"image": "a", "forcePullImage": «1»}}`, says: "reads as false" },
		{ text: `{"name": "a", "constraints": [["rack", «["x"]», "b"]]}`, says: "constraints[0][1]" },
		{ text: "name: a\nshell: «'True'»\n", source: "job.yaml", fixed: "name: a\nshell: true\n" },
	],
};
