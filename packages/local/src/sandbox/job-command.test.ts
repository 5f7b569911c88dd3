import { Job } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { commandOf } from "./job-command.ts";

interface Case {
	readonly about: string;
	readonly fields: Readonly<Record<string, unknown>>;
	readonly args?: string;
	readonly faithful?: boolean;
	readonly argv: readonly string[];
}

const cases: readonly Case[] = [
	{ about: "a line is left to the shell", fields: { command: "a | b" }, argv: ["/bin/sh", "-c", "a | b"] },
	{ about: "arguments end the line", fields: { command: "a" }, args: "b c", argv: ["/bin/sh", "-c", "a b c"] },
	{ about: "arguments alone are a line", fields: { command: "" }, args: "x", argv: ["/bin/sh", "-c", " x"] },
	{ about: "a program stands alone", fields: { command: "/bin/a b", shell: false }, argv: ["/bin/a b"] },
	{
		about: "a program gets the arguments of its job as they are",
		fields: { command: "a", shell: false, arguments: ["b c", "d;"] },
		args: "b c d",
		argv: ["a", "b c", "d;"],
	},
	{
		about: "a program gets arguments given by hand word by word",
		fields: { command: "a", shell: false, arguments: ["b c"] },
		args: "x  y",
		argv: ["a", "x", "y"],
	},
	{
		about: "a faithful server repeats the arguments",
		fields: { command: "a", shell: false, arguments: ["b", "c"] },
		args: "b c",
		faithful: true,
		argv: ["a b c", "c"],
	},
	...["httpd -f", "https_proxy=a/b true", "ftp host", "http:/a", "http://"].map((command) => ({
		about: `what only begins like an address is a line: ${command}`,
		fields: { command },
		argv: ["/bin/sh", "-c", command],
	})),
	{
		about: "an address is the program that is fetched from it, without arguments",
		fields: { command: "https://h/bin/a%20b.sh?x=1", shell: false, arguments: ["c"] },
		args: "c",
		argv: ["./a b.sh"],
	},
	{
		about: "what follows an address is for the program",
		fields: { command: "http://h/a.sh -x 'b c'" },
		argv: ["/bin/sh", "-c", `"$0" -x 'b c'`, "./a.sh"],
	},
	{
		about: "to a faithful server an address is a program as well",
		fields: { command: "http://h/a" },
		faithful: true,
		argv: ["./a"],
	},
];

interface Refused {
	readonly fields: Readonly<Record<string, unknown>>;
	readonly faithful?: boolean;
	readonly reason: string;
}

const refused: readonly Refused[] = [
	{ fields: { command: "" }, reason: "the job has no command" },
	{ fields: { executor: "x" }, reason: 'the custom executor "x" needs Mesos' },
	{ fields: { command: "ftp://h/a" }, reason: "only http and https addresses can be fetched" },
	{ fields: { command: "http://h" }, reason: "the command http://h is the address of no file" },
	{ fields: { command: "http://h:99999/a" }, reason: "is the address of no file" },
	{ fields: { command: "httpd -f" }, faithful: true, reason: "for an address to download" },
	{ fields: { command: "http://h/a b" }, faithful: true, reason: "for an address to download" },
];

describe("the command of a job", () => {
	it.each(cases)("$about", ({ fields, args = "", faithful = false, argv }) => {
		const job = Job.parse({ name: "j", schedule: "R//PT1H", ...fields });
		expect(commandOf({ job, taskId: `ct:1:0:j:${args}`, faithful })).toEqual({ kind: "command", argv });
	});

	it.each(refused)("is none for $fields: $reason", ({ fields, faithful = false, reason }) => {
		const job = Job.parse({ name: "j", schedule: "R//PT1H", ...fields });
		const command = commandOf({ job, taskId: "ct:1:0:j:", faithful });
		expect(command).toEqual({ kind: "refused", reason: expect.stringContaining(reason) });
	});
});
