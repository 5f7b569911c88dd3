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
];

describe("the command of a job", () => {
	it.each(cases)("$about", ({ fields, args = "", faithful = false, argv }) => {
		const job = Job.parse({ name: "j", schedule: "R//PT1H", ...fields });
		expect(commandOf({ job, taskId: `ct:1:0:j:${args}`, faithful })).toEqual({ kind: "command", argv });
	});
});
