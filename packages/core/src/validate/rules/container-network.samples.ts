import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"`network` is `BRIDGE`, `HOST` (the default) or, from 3.0.1 on, `USER`, in exactly this letter case. Anything else, `host` included, is answered with 500 and an HTML page that says `No value found`.",
	valid: [
		`{"name": "a", "container": {"image": "a", "network": "BRIDGE"}}`,
		`{"name": "a", "container": {"image": "a"}}`,
	],
	invalid: [
		{
			text: `{"name": "a", "container": {"image": "a", "network": «"host"»}}`,
			fixed: `{"name": "a", "container": {"image": "a", "network": "HOST"}}`,
			says: '"host"',
		},
		{
			text: `{"name": "a", "container": {"image": "a", "network": «"container/bridge"»}}`,
			fixed: `{"name": "a", "container": {"image": "a", "network": "BRIDGE"}}`,
		},
		{ text: `{"name": "a", "container": {"image": "a", "network": «"NONE"»}}`, says: '"NONE"' },
	],
};
