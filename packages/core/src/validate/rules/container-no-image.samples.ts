import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"`container` is read only when it has the key `image`; otherwise a 3.0.1 or later server stores the job without any container and answers 204, so the command runs on the bare machine, without the volumes. Older servers answer 500. An empty image is accepted by all, and fails every run.",
	valid: [
		`{"name": "a", "command": "true", "container": {"image": "python:3.12"}}`,
		`{"name": "a", "command": "true", "container": null}`,
		`{"name": "a", "container": {"type": "MESOS"`,
		`{"name": "a", "command": "true"}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", «"container"»: {}}` },
		{ text: `{"name": "a", "command": "true", "container": {"image": «""», "type": "DOCKER"}}`, says: "is empty" },
		{ text: `{"name": "a", "command": "true", "container": {"image": «" "»}}` },
		{ text: `{"name": "a", "command": "true", «"container"»: {"type": "MESOS"}}`, says: "directly on the machine" },
		{ text: `{"name": "a", "command": "true", «"container"»: {"docker": {"image": "python:3.12"}}}` },
		{
			text: `{"name": "a", "command": "true", "container": {«"Image"»: "python:3.12"}}`,
			fixed: `{"name": "a", "command": "true", "container": {"image": "python:3.12"}}`,
		},
		{ text: "name: a\n«container»:\n  type: MESOS\n", source: "job.yaml" },
	],
};
