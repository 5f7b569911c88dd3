import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos passes the paths on as they are. Mesos takes a relative path from the sandbox, the directory that each run gets for itself and that is thrown away later: neither `~` nor a variable is replaced. With Docker, a volume whose paths are both relative fails every run.",
	valid: [
		`{"name": "a", "container": {"image": "a", "volumes": [{"hostPath": "/lustre/a", "containerPath": "/data"}, {"containerPath": "/b"}]}}`,
		`{"name": "a", "container": {"image": "a", "volumes": [{"hostPath": "C:\\\\data", "containerPath": "/data"}]}}`,
	],
	invalid: [
		{
			text: `{"name": "a", "container": {"image": "a", "volumes": [{"hostPath": «"~/data"», "containerPath": "/data"}]}}`,
			says: "container.volumes[0].hostPath",
		},
		{
			text: `{"name": "a", "container": {"image": "a", "volumes": [{"hostPath": "/a", "containerPath": «"data"»}]}}`,
			says: '"data"',
		},
		{ text: `{"name": "a", "container": {"image": "a", "volumes": [{"hostPath": «""», "containerPath": "/a"}]}}` },
	],
};
