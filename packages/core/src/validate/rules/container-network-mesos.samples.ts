import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"`container.network` is used for containers of type DOCKER only. A container of type MESOS joins the networks that `networkInfos` names, and the network of the host when it names none.",
	valid: [
		`{"name": "a", "container": {"type": "MESOS", "image": "x:1", "network": "HOST"}}`,
		`{"name": "a", "container": {"type": "MESOS", "image": "x:1", "network": "USER", "networkInfos": [{"name": "net"}]}}`,
		`{"name": "a", "container": {"image": "x:1", "network": "BRIDGE"}}`,
	],
	invalid: [
		{ text: `{"name": "a", "container": {"type": "mesos", "image": "x:1", "network": «"BRIDGE"»}}`, says: "BRIDGE" },
		{ text: `{"name": "a", "container": {"type": "MESOS", "image": "x:1", "network": «"USER"»}}`, says: "USER" },
	],
};
