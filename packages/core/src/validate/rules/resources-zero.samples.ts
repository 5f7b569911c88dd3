import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A `cpus`, `mem` or `disk` of 0 is replaced by the server's flags `--mesos_task_cpu`, `--mesos_task_mem` and `--mesos_task_disk`, which are 0.1, 128 and 256 unless the site changed them. There is no way to ask for none.",
	valid: [
		`{"name": "a", "command": "true", "cpus": 0.1, "mem": 128, "disk": 256, "gpus": 0}`,
		`{"name": "a", "command": "true"}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "disk": «0»}`, says: "256 MB" },
		{ text: `{"name": "a", "command": "true", "cpus": «0», "mem": «0.0»}`, says: "128 MB" },
	],
};
