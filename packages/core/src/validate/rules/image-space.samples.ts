import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos stores the image as it is and never looks at it. Docker and Mesos take no space in the name of an image, so every run fails before the command starts.",
	valid: [
		`{"name": "a", "container": {"image": "a:1"}}`,
		`{"name": "a", "container": {"image": " "}}`,
		`{"name": "a", "container": {"image": "<your image>"}}`,
		`{"name": "a", "command": "true"}`,
	],
	invalid: [
		{
			text: `{"name": "a", "container": {"image": «"a:1 "»}}`,
			fixed: `{"name": "a", "container": {"image": "a:1"}}`,
			says: '"a:1 "',
		},
		{ text: `{"name": "a", "container": {"image": «"a:1 -v /x"»}}`, says: "has a space" },
	],
};
