import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"All four names pass the server's pattern. A job called `.` or `..` can be created, but no request reaches it again, because clients and proxies shorten such addresses; jobs called `success` and `stat` share their address with `PUT job/success/NAME` and `GET job/stat/NAME`.",
	valid: [
		`{"name": "stats", "command": "true"}`,
		`{"name": "...", "command": "true"}`,
		`{"name": "toString", "command": "true"}`,
	],
	invalid: [
		{ text: `{"name": «"."», "command": "true"}`, says: "folder itself" },
		{ text: `{"name": «".."», "command": "true"}`, says: "folder above" },
		{ text: `{"name": «"success"», "command": "true"}`, says: "marked as successful" },
		{ text: `{"name": «"stat"», "command": "true"}`, says: "statistics" },
	],
};
