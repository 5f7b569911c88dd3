import { localName, resolveTarget } from "@chronos-job/core";
import type { ExitCode } from "@chronos-job/core";
import { word } from "../../command/args.ts";
import { defineCommand } from "../../command/define-command.ts";
import { type Check, checkContext } from "../../context/check-context.ts";
import { loadConfig } from "../../context/load-config.ts";
import type { Screen } from "../../host.ts";
import { hang } from "../../render/hang.ts";
import { linkAddresses } from "../../render/link.ts";
import { paint } from "../../render/paint.ts";

export interface TestResult {
	readonly name: string;
	readonly checks: readonly Check[];
	readonly exit: ExitCode;
}

export const test = defineCommand({
	name: "context test [name]",
	theme: "servers",
	about: "Find out whether a server can be talked to, as whom, and what it speaks",
	examples: [
		{ line: "chronos-job context test", about: "The one that is meant when none is named" },
		{ line: "chronos-job context test local", about: "The Chronos of this machine" },
	],
	args: { name: word("The name of the context") },

	async run(args, session): Promise<TestResult> {
		const { config } = await loadConfig(session.host);
		const resolved = resolveTarget(config, { context: args.name, env: session.host.env });
		const { checks, exit } = await checkContext(session, resolved);
		return { name: resolved.name, checks, exit };
	},

	exit: ({ exit }) => exit,

	views: {
		result: testText,
		json: ({ name, checks, exit }) => ({ name: name === localName ? localName : name, ok: exit === 0, checks }),
	},
});

function testText({ checks }: TestResult, screen: Screen): string {
	const tones = paint(screen);
	const states = { ok: tones.green("ok     "), warning: tones.yellow("warning"), fails: tones.red("fails  ") };
	const lines = checks.flatMap(({ name, state, message, hint }) => [
		...hang(`${states[state]}  ${tones.dim(name.padEnd(8))}  `, linkAddresses(screen, message), screen),
		...(hint === undefined ? [] : hang("  → ", hint, screen)),
	]);
	return `${lines.join("\n")}\n`;
}
