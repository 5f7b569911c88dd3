import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Nothing is replaced in a job but what a shell finds in the command, and in arguments, when it runs: an image called `${image}` is looked for under that very name, and a directory called `/home/<user>` is not found, or, with Docker, created. The server accepts all of it.",
	valid: [
		`{"name": "a", "command": "sort <in >out && echo \${HOME}", "owner": "Bob <bob@example.org>"}`,
		`{"name": "a", "environmentVariables": [{"name": "A", "value": "\${HOME}/a"}, {"name": "B", "value": "%s <b>"}]}`,
		`{"name": "<name>", "command": "true", "ownerName": "<owner>", "description": "<b>"}`,
		`{"name": "a", "command": "<x", "arguments": ["\${HOME}"]}`,
	],
	invalid: [
		{
			text: `{"name": "a", "command": «"python3.6 </lustre/path/to/your/code>"»}`,
			says: "</lustre/path/to/your/code>",
		},
		{
			text: `{"name": "a", "command": "true", "runAsUser": «"<your-username>"», "owner": «"<your-username>"»}`,
			says: "runAsUser",
		},
		{
			text: `{"name": "a", "container": {"image": «"\${image}"», "volumes": [{"hostPath": «"/home/<user>"», "containerPath": "/home"}]}}`,
			says: "container.volumes[0].hostPath",
		},
		{
			text: `{"name": "a", "uris": [«"http://{{host}}/a"»], "fetch": [{"uri": «"http://\${host}/a"»}]}`,
			says: "fetch[0].uri",
		},
		{ text: `{"name": "a", "parents": [«"<parent>"»]}` },
		{
			text: `{"name": "a", "arguments": [«"<your-input>"»], "environmentVariables": [{"name": «"<NAME>"», "value": «"<your-token>"»}]}`,
		},
		{
			text: `{"name": "a", "constraints": [["rack", "EQUALS", «"<rack>"»]], "container": {"image": "a", "networkName": «"%s"»}}`,
		},
		{ text: `{"name": "a", "command": «"echo <your-name>"», "shell": false, "executor": «"\${executor}"»}` },
	],
};
