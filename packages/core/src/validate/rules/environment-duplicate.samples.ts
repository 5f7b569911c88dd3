import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos: "The first value of a variable wins. Later ones are stored and shown, and never reach the command.",
	valid: [
		`{"name": "a", "environmentVariables": [{"name": "A", "value": "1"}, {"name": "a", "value": "2"}]}`,
		`{"name": "a", "environmentVariables": [{"name": "A", "value": "1"}, {"name": "A", "value": "1"}]}`,
		`{"name": "a", "environmentVariables": [{"value": "1"}, {"value": "2"}]}`,
	],
	invalid: [
		{
			text: `{"name": "a", "environmentVariables": [{"name": "A", "value": "1"}, {"name": «"A"», "value": "2"}]}`,
			says: '"A" already has a value',
		},
	],
};
