import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos passes the container on as it is, and DOCKER is the type when none is given. Mesos hands GPUs only to tasks of its own containerizer, that is to containers of type MESOS (3.0.1 and later) and to jobs without a container.",
	valid: [
		`{"name": "a", "gpus": 1, "container": {"image": "x:1"`,
		`{"name": "a", "gpus": 1, "container": {"type": "mesos", "image": "x:1"}}`,
		`{"name": "a", "gpus": 0, "container": {"type": "DOCKER", "image": "x:1"}}`,
		`{"name": "a", "container": {"image": "x:1"}}`,
		`{"name": "a", "gpus": 1, "command": "nvidia-smi"}`,
	],
	invalid: [
		{ text: `{"name": "a", "gpus": 1, "container": {"type": «"docker"», "image": "x:1"}}`, says: "type DOCKER" },
		{ text: `{"name": "a", "gpus": 2, «"container"»: {"image": "x:1"}}`, says: "without a type" },
	],
};
