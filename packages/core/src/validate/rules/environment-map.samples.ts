import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		'`environmentVariables` is a list of objects such as `{"name": "HOME", "value": "/lustre/home"}`. For a map, as Marathon and most others take it, for `NAME=value`, and for objects without `name` and `value`, a server answers 500 with an HTML page. An empty map is accepted.',
	valid: [
		`{"name": "a", "command": "true", "environmentVariables": [{"name": "A", "value": "1"}]}`,
		`{"name": "a", "command": "true", "environmentVariables": {}}`,
		`{"name": "a", "command": "true", "environmentVariables": [{"name": "A"}]}`,
	],
	invalid: [
		{
			text: `{"name": "a", "environmentVariables": «{"A": "1", "B": 2}»}`,
			fixed: `{"name": "a", "environmentVariables": [{ "name": "A", "value": "1" }, { "name": "B", "value": "2" }]}`,
			says: "is an object",
		},
		{
			text: `{"name": "a", "environmentVariables": «"A=1"»}`,
			fixed: `{"name": "a", "environmentVariables": [{ "name": "A", "value": "1" }]}`,
			says: "is a text",
		},
		{
			text: `{"name": "a", "environmentVariables": [«"A=b=c"»]}`,
			fixed: `{"name": "a", "environmentVariables": [{ "name": "A", "value": "b=c" }]}`,
			says: '"A"',
		},
		{
			text: `{"name": "a", "environmentVariables": [«{"A": "1"}»]}`,
			fixed: `{"name": "a", "environmentVariables": [{ "name": "A", "value": "1" }]}`,
		},
		{ text: `{"name": "a", "environmentVariables": [«{"A": "1", "B": "2"}»]}`, says: '"A", "B"' },
		{ text: `{"name": "a", "environmentVariables": «{"A": "1", "B": null}»}`, says: 'that of "B" is no value' },
		{ text: `{"name": "a", "environmentVariables": [«{"A": "1", "B": null}»]}` },
		{
			text: `{"name": "a", "environmentVariables": «{"A": 1.10}»}`,
			fixed: `{"name": "a", "environmentVariables": [{ "name": "A", "value": "1.10" }]}`,
		},
		{
			text: "name: a\nenvironmentVariables:\n  «A: 1»\ncommand: b\n",
			source: "job.yaml",
		},
	],
};
