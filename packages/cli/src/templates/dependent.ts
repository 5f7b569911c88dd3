import type { Template } from "./template.ts";

export const dependent: Template = {
	name: "dependent",
	about: "A job that runs after others have succeeded",
	questions: { name: "report", command: "echo all done", parents: "" },
	fields: ({ name, command, parents }) => [
		{ key: "name", value: name, comment: "The job's identity: letters, digits, _ . and -" },
		{ key: "command", value: command, comment: "A line for /bin/sh" },
		{
			key: "parents",
			value: parents,
			comment:
				"Runs each time every one of them has succeeded; they must exist first. A job with parents has no schedule",
		},
		{
			key: "retries",
			value: 2,
			comment: "Attempts after the first, a minute apart; none while the last result is a failure",
		},
	],
};
