import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A server from 3.0.1 on knows `DOCKER` (the default) and `MESOS`, in any letter case, and answers anything else with 500 and an HTML page that says `No value found`. Older servers ignore the field and always use Docker.",
	valid: [
		`{"name": "a", "container": {"type": "MESOS", "image": "a"}}`,
		`{"name": "a", "container": {"type": "docker", "image": "a"}}`,
		`{"name": "a", "container": {"image": "a"}}`,
	],
	invalid: [
		{ text: `{"name": "a", "container": {"type": «"PODMAN"», "image": "a"}}`, says: '"PODMAN"' },
		{ text: `{"name": "a", "container": {"type": «""», "image": "a"}}` },
	],
};
