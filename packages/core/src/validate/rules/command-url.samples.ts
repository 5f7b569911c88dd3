import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A command that starts with `http` or `ftp` is taken for the address of a program: Mesos downloads it, and Chronos starts `./` and what stands behind the last slash, in quotes. That holds for `httpd` and `https_proxy=… curl …` too, where the missing slash can even end the connection to Mesos. Of the job, `fetch`, `uris`, `shell` and `arguments` are dropped. Only the plain address of a program without arguments comes to something: that program, fetched anew by each run.",
	valid: [
		`{"name": "a", "command": "curl http://example.org"}`,
		`{"name": "a", "command": " httpd -f"}`,
		`{"name": "a", "command": "httpd -f", "executor": "/opt/run"}`,
	],
	invalid: [
		{
			text: `{"name": "a", "command": «"httpd -f"»}`,
			fixed: `{"name": "a", "command": "env httpd -f"}`,
			says: '"httpd -f"',
		},
		{
			text: `{"name": "a", "command": «"ftpget"»}`,
			fixed: `{"name": "a", "command": "env ftpget"}`,
			says: "loses its connection to Mesos",
		},
		{
			text: `{"name": "a", "command": «"https_proxy=http://p:1 wget x"»}`,
			fixed: `{"name": "a", "command": "env https_proxy=http://p:1 wget x"}`,
			says: "downloads it",
		},
		{ text: `{"name": "a", "command": «"ftp host"», "shell": false}` },
		{ text: `{"name": "a", "command": «"http://example.org/run.sh -v"»}`, says: "arguments in its name" },
		{
			text: `{"name": "a", "command": «"http://example.org/run.sh"», "arguments": ["-v"]}`,
			says: "arguments in its name",
		},
		{
			text: `{"name": "a", "command": «"http://example.org/run.sh"», "uris": ["http://a/b"]}`,
			says: "drops the files",
		},
		{ text: `{"name": "a", "command": «"http://example.org/"»}`, says: "no file name" },
		{ text: `{"name": "a", "command": «"http://example.org/bin/run.sh"»}`, says: "without a shell" },
	],
};
