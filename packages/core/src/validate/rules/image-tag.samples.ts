import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos never looks at the image. An image without a tag means `latest`, and unless `forcePullImage` is true an agent that already has an image of that name uses it: two agents may run two versions of the job.",
	valid: [
		`{"name": "a", "container": {"image": "debian:12"}}`,
		`{"name": "a", "container": {"image": "registry.example.com:5000/team/tool:1.0"}}`,
		`{"name": "a", "container": {"image": "debian@sha256:3b1ccab5d0c9c1b1f6d5d9b7e8a5a0f1"}}`,
		`{"name": "a", "container": {"image": "debian", "forcePullImage": true}}`,
		`{"name": "a", "container": {"image": "<your-container-image>"}}`,
		`{"name": "a", "container": {"image": "docker://debian"}}`,
		`{"name": "a", "command": "true"}`,
	],
	invalid: [
		{ text: `{"name": "a", "container": {"image": «"debian"»}}`, says: '"debian"' },
		{ text: `{"name": "a", "container": {"image": «"debian:latest"», "forcePullImage": false}}`, says: "latest" },
		{ text: `{"name": "a", "container": {"image": «"registry.example.com:5000/team/tool"»}}`, says: "without a tag" },
	],
};
