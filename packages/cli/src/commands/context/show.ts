import { localName, resolveTarget } from "@chronos-job/core";
import { type Build, type Dialect, formatBuilds, isBuild } from "@chronos-job/schemas";
import { word } from "../../command/args.ts";
import { defineCommand } from "../../command/define-command.ts";
import { addressText, type ContextFacts, contextFacts } from "../../context/context-facts.ts";
import { currentName } from "../../context/current-name.ts";
import { dialectMemory, type Remembered } from "../../context/dialect-memory.ts";
import { loadConfig } from "../../context/load-config.ts";
import type { Screen } from "../../host.ts";
import { hang } from "../../render/hang.ts";
import { fileLink, linkAddresses } from "../../render/link.ts";
import { paint } from "../../render/paint.ts";

export interface ShowResult {
	readonly context: ContextFacts;
	/** What settled it: an option, a variable, the file, or nothing. */
	readonly by: string;
	readonly file: string;
	/** What the server has turned out to be; absent when nobody has looked of late. */
	readonly learned?: {
		readonly dialect: Dialect;
		/** What it may be. */
		readonly builds: readonly Build[];
		/** Where its Mesos master was found. */
		readonly mesos?: string;
		/** ISO, in UTC. */
		readonly since: string;
	};
}

export const show = defineCommand({
	name: "context show [name]",
	theme: "servers",
	about: "Show a server that has a name, or the one that is meant when none is named",
	examples: [
		{ line: "chronos-job context show", about: "Which server would be asked, and why" },
		{ line: "chronos-job context show local", about: "A certain one" },
	],
	args: { name: word("The name of the context") },

	async run(args, { host }): Promise<ShowResult> {
		const { config, path } = await loadConfig(host);
		const { name, context, by } = resolveTarget(config, { context: args.name, env: host.env });
		const facts = contextFacts(name, context, name === currentName(config, host.env));
		const learned = dialectMemory(host, facts).find();
		return { context: facts, by, file: path, ...(learned && { learned: onWire(learned) }) };
	},

	views: { result: showText },
});

function onWire({ builds = [], at, ...others }: Remembered): ShowResult["learned"] & {} {
	return { ...others, builds, since: new Date(at).toISOString() };
}

function showText(result: ShowResult, screen: Screen): string {
	const { bold, dim } = paint(screen);
	const { context, by, file } = result;
	const { name, user, password, token, dialect, via, mesosUser, mesosPassword, mesosToken, caFile } = context;
	const reason =
		{ current: `current in ${fileLink(screen, file, file)}`, default: "nothing else is configured", "--context": "" }[
			by
		] ?? by;
	const rows: readonly (readonly [string, string | undefined])[] = [
		["address", name === localName ? "this machine" : addressText(context)],
		["via", via],
		["user", user],
		["password", password],
		["token", token],
		["dialect", dialect],
		["build", buildText(result)],
		["trusts", caFile && fileLink(screen, caFile, caFile)],
		["mesos", mesosText(result)],
		["  user", mesosUser],
		["  password", mesosPassword],
		["  token", mesosToken],
		["marks", marksText(context)],
		["because", reason || undefined],
	];
	const lines = rows.flatMap(([label, value]) =>
		value === undefined ? [] : hang(`  ${dim(label.padEnd(10))}`, linkAddresses(screen, value), screen),
	);
	return `${[bold(name), ...lines].join("\n")}\n`;
}

function buildText({ context: { dialect }, learned }: ShowResult): string | undefined {
	// Whoever says what it is need not be told what it looks like.
	return isBuild(dialect) || learned === undefined ? undefined : formatBuilds(learned.dialect, learned.builds);
}

function mesosText({ context: { mesos }, learned }: ShowResult): string | undefined {
	return mesos ?? (learned?.mesos === undefined ? undefined : `${learned.mesos}, which was found`);
}

function marksText({ readOnly, danger }: ContextFacts): string | undefined {
	return [...(readOnly ? ["read-only"] : []), ...(danger ? ["danger"] : [])].join(", ") || undefined;
}
