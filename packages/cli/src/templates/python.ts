import type { Template } from "./template.ts";

export const python: Template = {
	name: "python",
	about: "A Python script in a container, once",
	questions: { name: "python-job", command: "python3 main.py", image: "python:3.13-slim", user: "" },
	fields: ({ name, command, image, user }) => [
		{ key: "name", value: name, comment: "The job's identity: letters, digits, _ . and -" },
		{
			key: "command",
			value: `mkdir -p "$HOME/logs" && ${command} > "$HOME/logs/${name}.log" 2>&1`,
			comment: "Chronos keeps no output, so the command writes it where you can read it",
		},
		{
			key: "runAsUser",
			value: user,
			comment: "Whose files it may touch; without it the server's own user, usually root",
		},
		{ key: "cpus", value: 1, comment: "Processors" },
		{ key: "mem", value: 1024, comment: "Memory in MB" },
		{
			key: "retries",
			value: 0,
			comment: "A retried last run would make the schedule endless, so a job that runs once has none",
		},
		{
			key: "environmentVariables",
			value: [{ name: "PYTHONUNBUFFERED", value: "1" }],
			comment: "A list of name and value; a map would be refused with a page of HTML",
		},
		{
			key: "container",
			value: { type: "DOCKER", image, forcePullImage: false },
			comment: "Pin a tag, never latest: agents keep what they pulled once",
		},
		{ key: "schedule", value: "R1//P1Y", comment: "R1: once. Nothing between the slashes: at once" },
	],
};
