/** Makes the help text that `--help` prints, and the pages about commands, errors and exit codes. */
import { errorCodes, exitCodes } from "@chronos-job/core";
import type { Command } from "../src/command/define-command.ts";
import { nameOf } from "../src/command/define-command.ts";
import { parseWithYargs, renderGroupHelp, renderHelp } from "../src/command/yargs.ts";
import { commands, groups } from "../src/commands/index.ts";

const generated = "<!-- Generated from the program by `npm run fix`; edit that. -->\n\n";

export async function generate(): Promise<Readonly<Record<string, string>>> {
	const all: readonly Command[] = await Promise.all(Object.values(commands).map((load) => load()));
	return {
		"packages/cli/src/help.gen.ts": await helpModule(all),
		"docs/commands.md": await commandsPage(all),
		"docs/errors.md": errorsPage(),
		"docs/exit-codes.md": exitCodesPage(),
	};
}

async function helpModule(all: readonly Command[]): Promise<string> {
	const texts = await Promise.all(Object.keys(groups).map(async (group) => [group, await renderGroupHelp(group, all)]));
	return [
		"// Generated from the commands by `npm run fix`.",
		`export const helpText = ${JSON.stringify(await renderHelp(all))};`,
		`export const groupHelpTexts: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(texts))};`,
		"",
	].join("\n");
}

async function commandsPage(all: readonly Command[]): Promise<string> {
	const parts = await Promise.all(
		all.map(async (command) => {
			const { help = "" } = await parseWithYargs(command, ["--help"]);
			return `## ${nameOf(command)}\n\n\`\`\`text\n${help}\`\`\`\n`;
		}),
	);
	return `${generated}# Commands\n\n${parts.join("\n")}`;
}

function errorsPage(): string {
	const rows = Object.entries(errorCodes).map(([code, { exit, about }]) => `| \`${code}\` | ${exit} | ${about} |`);
	return `${generated}# Errors

Errors stop the program. Their code is stable: match it, not the sentence. With \`--output json\` an error is \`{"error": {"code", "message", "hint"}}\` on standard output. What is wrong with a job file is not an error but a [finding](findings.md).

| code | exit code | about |
| --- | --- | --- |
${rows.join("\n")}
`;
}

function exitCodesPage(): string {
	const rows = Object.entries(exitCodes).map(([code, meaning]) => `| ${code} | ${meaning} |`);
	return `${generated}# Exit codes

| exit code | meaning |
| --- | --- |
${rows.join("\n")}
`;
}
