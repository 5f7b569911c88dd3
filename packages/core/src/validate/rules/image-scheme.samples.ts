import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos accepts any text as image and passes it on. Early examples for 2.x wrote `docker://` in front, for an external containerizer that is gone; Docker and Mesos refuse such a name, the run never starts, and the job can stay `queued` for ever.",
	valid: [`{"name": "a", "container": {"image": "registry.example.com:5000/team/tool:1.0"}}`],
	invalid: [
		{
			text: `{"name": "a", "container": {"image": «"docker://registry.example.com:5000/tool:1"»}}`,
			fixed: `{"name": "a", "container": {"image": "registry.example.com:5000/tool:1"}}`,
			says: "docker://",
		},
		{ text: `{"name": "a", "container": {"image": «"https://hub.docker.com/_/debian"»}}` },
	],
};
