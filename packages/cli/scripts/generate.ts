/** Makes the help text that `--help` prints, and the pages about commands, errors and exit codes. */
import { errorCodes, exitCodes } from "@chronos-job/core";
import type { Command } from "../src/command/define-command.ts";
import { nameOf } from "../src/command/define-command.ts";
import { programHelp } from "../src/command/program-help.ts";
import { parseWithYargs, renderGroupHelp } from "../src/command/yargs.ts";
import { commands, groups } from "../src/commands/index.ts";
import { settingFields } from "../src/tui/settings-fields.ts";

const generated = "<!-- Generated from the program by `npm run fix`; edit that. -->\n\n";

export async function generate(): Promise<Readonly<Record<string, string>>> {
	const all: readonly Command[] = await Promise.all(Object.values(commands).map((load) => load()));
	return {
		"packages/cli/src/help.gen.ts": await helpModule(all),
		"docs/commands.md": await commandsPage(all),
		"docs/errors.md": errorsPage(),
		"docs/exit-codes.md": exitCodesPage(),
		"packages/cli/tui.schema.json": settingsSchema(),
	};
}

async function helpModule(all: readonly Command[]): Promise<string> {
	const texts = await Promise.all(Object.keys(groups).map(async (group) => [group, await renderGroupHelp(group, all)]));
	return [
		"// Generated from the commands by `npm run fix`.",
		`export const helpText = ${JSON.stringify(programHelp(all))};`,
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

/** For editors: what `tui.json` may hold. */
function settingsSchema(): string {
	const properties = Object.entries(settingFields).map(([name, { schema }]) => [name, schema]);
	const schema = {
		$schema: "https://json-schema.org/draft/2020-12/schema",
		title: "The settings of the live table of chronos-job",
		type: "object",
		properties: { $schema: { type: "string" }, ...Object.fromEntries(properties) },
		additionalProperties: false,
	};
	return `${JSON.stringify(schema, undefined, "\t")}\n`;
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
