import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The container's type and the mode of its volumes are read in any letter case and always printed in upper case, so a file with `mesos` differs from what the server shows. The network, in contrast, must be in upper case.",
	valid: [
		`{"name": "a", "container": {"type": "MESOS", "image": "a", "volumes": [{"containerPath": "/a", "mode": "RO"}]}}`,
		`{"name": "a", "container": {"type": "podman", "image": "a", "network": "host"}}`,
		`{"name": "a", "command": "true"}`,
	],
	invalid: [
		{
			text: `{"name": "a", "container": {"type": «"mesos"», "image": "a"}}`,
			fixed: `{"name": "a", "container": {"type": "MESOS", "image": "a"}}`,
			says: 'prints as "MESOS"',
		},
		{
			text: `{"name": "a", "container": {"image": "a", "volumes": [{"containerPath": "/a", "mode": «"rw"»}]}}`,
			fixed: `{"name": "a", "container": {"image": "a", "volumes": [{"containerPath": "/a", "mode": "RW"}]}}`,
			says: "volumes[0].mode",
		},
	],
};
