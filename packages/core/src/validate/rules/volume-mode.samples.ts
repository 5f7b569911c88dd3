import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The mode of a volume is `RW` or `RO`, in any letter case; anything else is answered with 500 and an HTML page that says `No value found`.",
	valid: [
		`{"name": "a", "container": {"image": "a", "volumes": [{"containerPath": "/a", "mode": "RW"}, {"containerPath": "/b", "mode": "ro"}, {"containerPath": "/c"}]}}`,
	],
	invalid: [
		{
			text: `{"name": "a", "container": {"image": "a", "volumes": [{"containerPath": "/a", "mode": «"READ_WRITE"»}]}}`,
			fixed: `{"name": "a", "container": {"image": "a", "volumes": [{"containerPath": "/a", "mode": "RW"}]}}`,
			says: '"READ_WRITE"',
		},
		{
			text: `{"name": "a", "container": {"image": "a", "volumes": [{"containerPath": "/a", "mode": «"readonly"»}]}}`,
			fixed: `{"name": "a", "container": {"image": "a", "volumes": [{"containerPath": "/a", "mode": "RO"}]}}`,
		},
		{ text: `{"name": "a", "container": {"image": "a", "volumes": [{"containerPath": "/a", "mode": «"Z"»}]}}` },
	],
};
