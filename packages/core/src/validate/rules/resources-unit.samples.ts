import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"`mem` and `disk` count in MB, although the web interface of the server labels them GiB. A run with a few MB is killed as soon as it allocates anything, where the site enforces the limit; a run that asks for more than any machine has stays `queued` for ever, without a reason.",
	valid: [
		`{"name": "a", "command": "true", "mem": 128000, "disk": 192000}`,
		`{"name": "a", "command": "true", "mem": 16, "disk": 256}`,
		`{"name": "a", "command": "true", "mem": 0, "disk": -1}`,
		`{"name": "a", "command": "true", "mem": 2000000, "disk": 20000000}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "mem": «8»}`, says: "8 MB" },
		{ text: `{"name": "a", "command": "true", "disk": «10»}`, says: "10 MB" },
		{ text: `{"name": "a", "command": "true", "mem": «8589934592»}`, says: "8590 TB" },
		{ text: `{"name": "a", "command": "true", "mem": «8388608»}`, says: "8 TB" },
		{ text: `{"name": "a", "command": "true", "disk": «500000000»}`, says: "500 TB" },
	],
};
