import type { Template } from "./template.ts";

export const docker: Template = {
	name: "docker",
	about: "A command in a Docker container with a folder of the host, once",
	questions: { name: "docker-job", command: "ls -l /data", image: "debian:12-slim", user: "" },
	fields: ({ name, command, image, user }) => [
		{ key: "name", value: name, comment: "The job's identity: letters, digits, _ . and -" },
		{ key: "command", value: command, comment: "A line for the image's /bin/sh" },
		{ key: "runAsUser", value: user, comment: "Without it the server's own user, usually root" },
		{ key: "cpus", value: 1, comment: "Processors" },
		{ key: "mem", value: 512, comment: "Memory in MB" },
		{ key: "disk", value: 256, comment: "Space in MB" },
		{
			key: "retries",
			value: 0,
			comment: "A retried last run would make the schedule endless, so a job that runs once has none",
		},
		{
			key: "container",
			value: {
				type: "DOCKER",
				image,
				network: "HOST",
				volumes: [{ containerPath: "/data", hostPath: "/data", mode: "RO" }],
			},
			comment: "network: HOST, BRIDGE or USER, in capitals. Paths are absolute; mode: RO or RW",
		},
		{ key: "schedule", value: "R1//P1Y", comment: "R1: once. Nothing between the slashes: at once" },
	],
};
