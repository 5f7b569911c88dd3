import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The protocol of a network is `IPv4` or `IPv6`, in exactly this letter case; anything else is answered with 500 and an HTML page.",
	valid: [
		`{"name": "a", "container": {"image": "a", "networkInfos": [{"name": "n", "protocol": "IPv6"}, {"name": "m"}]}}`,
	],
	invalid: [
		{
			text: `{"name": "a", "container": {"image": "a", "networkInfos": [{"name": "n", "protocol": «"ipv4"»}]}}`,
			fixed: `{"name": "a", "container": {"image": "a", "networkInfos": [{"name": "n", "protocol": "IPv4"}]}}`,
			says: '"ipv4"',
		},
		{ text: `{"name": "a", "container": {"image": "a", "networkInfos": [{"name": "n", "protocol": «"TCP"»}]}}` },
	],
};
