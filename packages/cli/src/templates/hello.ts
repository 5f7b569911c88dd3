import type { Template } from "./template.ts";

export const hello: Template = {
	name: "hello",
	about: "The smallest job: one command, once, as soon as it is submitted",
	questions: { name: "hello", command: "echo hello from $(hostname)" },
	fields: ({ name, command }) => [
		{ key: "name", value: name, comment: "The job's identity: letters, digits, _ . and -" },
		{ key: "command", value: command, comment: "A line for /bin/sh" },
		{
			key: "retries",
			value: 0,
			comment: "A retried last run would make the schedule endless, so a job that runs once has none",
		},
		{
			key: "schedule",
			value: "R1//P1Y",
			comment: "R1: once. Nothing between the slashes: at once. The period does not matter for one run",
		},
	],
};
