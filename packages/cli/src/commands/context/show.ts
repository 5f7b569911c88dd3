import { localName, resolveTarget } from "@chronos-job/core";
import { word } from "../../command/args.ts";
import { defineCommand } from "../../command/define-command.ts";
import { addressText, type ContextFacts, contextFacts } from "../../context/context-facts.ts";
import { currentName } from "../../context/current-name.ts";
import { loadConfig } from "../../context/load-config.ts";
import type { Screen } from "../../host.ts";
import { hang } from "../../render/hang.ts";
import { paint } from "../../render/paint.ts";

export interface ShowResult {
	readonly context: ContextFacts;
	/** What settled it: an option, a variable, the file, or nothing. */
	readonly by: string;
	readonly file: string;
}

export const show = defineCommand({
	name: "context show [name]",
	about: "Show a server that has a name, or the one that is meant when none is named",
	examples: [
		{ line: "chronos-job context show", about: "Which server would be asked, and why" },
		{ line: "chronos-job context show local", about: "A certain one" },
	],
	args: { name: word("The name of the context") },

	async run(args, { host }): Promise<ShowResult> {
		const { config, path } = await loadConfig(host);
		const { name, context, by } = resolveTarget(config, { context: args.name, env: host.env });
		return { context: contextFacts(name, context, name === currentName(config, host.env)), by, file: path };
	},

	views: { result: showText },
});

function showText({ context, by, file }: ShowResult, screen: Screen): string {
	const { bold, dim } = paint(screen);
	const { name, user, password, token, dialect, via, mesos, caFile, readOnly, danger } = context;
	const reason = { current: `current in ${file}`, default: "nothing else is configured", "--context": "" }[by] ?? by;
	const rows: readonly (readonly [string, string | undefined])[] = [
		["address", name === localName ? "this machine" : addressText(context)],
		["via", via],
		["user", user],
		["password", password],
		["token", token],
		["dialect", dialect],
		["trusts", caFile],
		["mesos", mesos],
		["marks", [...(readOnly ? ["read-only"] : []), ...(danger ? ["danger"] : [])].join(", ") || undefined],
		["because", reason || undefined],
	];
	const lines = rows.flatMap(([label, value]) =>
		value === undefined ? [] : hang(`  ${dim(label.padEnd(10))}`, value, screen),
	);
	return `${[bold(name), ...lines].join("\n")}\n`;
}
