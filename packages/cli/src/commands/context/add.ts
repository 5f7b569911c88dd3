import { ChronosError, contextsOf, editConfig, isAddress, localName } from "@chronos-job/core";
import type { Context } from "@chronos-job/schemas";
import { type ArgsOf, choice, files, flag, text, word } from "../../command/args.ts";
import { defineCommand } from "../../command/define-command.ts";
import { addressText, type ContextFacts, contextFacts } from "../../context/context-facts.ts";
import { loadConfig } from "../../context/load-config.ts";
import { absolute, parseSource } from "../../context/parse-source.ts";
import { saveConfig } from "../../context/save-config.ts";

const args = {
	name: word("A name for the server"),
	urls: files("The address of the server, or several of one installation in the order to try them"),
	user: text("The user name", "u"),
	passwordFrom: text("Where the password comes from: env:NAME, file:PATH, command:LINE, netrc or prompt"),
	tokenFrom: text("Where the bearer token comes from: env:NAME, file:PATH, command:LINE or prompt"),
	via: text("An SSH destination through which to reach it"),
	dialect: choice("What the server speaks", { choices: ["auto", "3.x", "2.x"], byDefault: "auto" }),
	ca: text("A file with the certificates of the authorities to trust, in PEM format"),
	mesos: text("The address of the Mesos master, for logs"),
	readOnly: flag("Refuse to change anything there"),
	danger: flag("Ask for the name before anything is changed there"),
	use: flag("Make it the current context"),
	replace: flag("Write a context of that name anew, whatever it was"),
} as const;

export interface AddResult {
	readonly context: ContextFacts;
	readonly file: string;
	/** Whether there was another one of that name. */
	readonly isReplaced: boolean;
}

export const add = defineCommand({
	name: "context add <name> <urls..>",
	about: "Save a server under a name",
	examples: [
		{
			line: "chronos-job context add lab http://chronos.example.org:4400 --user ada --password-from prompt",
			about: "One that wants a password, which is asked for each time",
		},
		{
			line: "chronos-job context add gpu http://localhost:4400 --via ada@login.example.org --use",
			about: "Through SSH, and from now on the server that is meant",
		},
	],
	args,

	async run(values, { host }): Promise<AddResult> {
		const name = checkedName(values.name);
		const { path, text: before, config } = await loadConfig(host);
		const isReplaced = contextsOf(config).has(name);
		if (isReplaced && !values.replace) {
			throw new ChronosError("context.exists", `there is a context "${name}" already`, {
				hint: "Write it anew with `--replace`, or choose another name.",
			});
		}
		const context = contextOf(values, host.cwd);
		saveConfig(
			host,
			path,
			editConfig(before, { context: { name, value: context }, ...(values.use && { current: { name } }) }),
		);
		const isCurrent = values.use || config.current === name;
		return { context: contextFacts(name, context, isCurrent), file: path, isReplaced };
	},

	views: {
		result: ({ context, isReplaced }) => {
			const { name, current } = context;
			const advice = `\n  → Use it with \`chronos-job context use ${name}\`, or once with --context ${name}.`;
			return `${isReplaced ? "replaced" : "added"}  ${name}: ${addressText(context)}${current ? ", which is current" : advice}\n`;
		},
	},
});

function checkedName(name = ""): string {
	const isPlain = /^[A-Za-z\d][\w.-]*$/.test(name);
	if (isPlain && name !== localName) return name;
	throw new ChronosError(
		"usage.invalid",
		isPlain ? `"${name}" is the Chronos of this machine` : `"${name}" is no name of a context`,
		{
			hint: "Choose one of letters, digits, dots, dashes and underscores.",
		},
	);
}

function contextOf(values: ArgsOf<typeof args>, cwd: string): Context {
	const { urls, user, passwordFrom, tokenFrom, via, dialect, ca, mesos, readOnly, danger } = values;
	for (const each of mesos === undefined ? urls : [...urls, mesos]) checkAddress(each);
	checkCredentials(values);
	checkVia(values);
	return {
		...(urls.length === 1 ? { url: urls[0] } : { urls: [...urls] }),
		user,
		password: sourceIn(passwordFrom, { option: "--password-from", cwd }),
		token: sourceIn(tokenFrom, { option: "--token-from", cwd }),
		via,
		dialect: dialect === "auto" ? undefined : dialect,
		caFile: ca && absolute(ca, cwd),
		mesos,
		readOnly: readOnly || undefined,
		danger: danger || undefined,
	};
}

function sourceIn(text: string | undefined, place: Parameters<typeof parseSource>[1]): Context["password"] {
	return text === undefined ? undefined : parseSource(text, place);
}

/** An address with a password is not repeated. */
function checkAddress(url: string): void {
	if (isAddress(url)) return;
	if (/^https?:\/\/[^/]*@/.test(url)) {
		throw refusal(
			"the address holds a user name",
			"Leave everything up to the @ out, and give --user NAME --password-from prompt.",
		);
	}
	throw refusal(
		`"${String(url)}" is no address`,
		"Write one like http://chronos.example.org:4400, without a question mark.",
	);
}

function checkCredentials({ user, passwordFrom, tokenFrom }: ArgsOf<typeof args>): void {
	if (tokenFrom === "netrc") throw refusal("a token does not stand in ~/.netrc", "Give --token-from file:PATH.");
	if (tokenFrom !== undefined && (user ?? passwordFrom) !== undefined) {
		throw refusal(
			"a server wants either a token or a user name",
			"Leave out --token-from, or --user and --password-from.",
		);
	}
	if (passwordFrom !== undefined && passwordFrom !== "netrc" && user === undefined) {
		throw refusal("the password belongs to no user", "Give --user NAME.");
	}
}

function checkVia({ via, urls }: ArgsOf<typeof args>): void {
	if (via === undefined) return;
	if (via.startsWith("-")) throw refusal(`"${via}" is no SSH destination`, "Write one like ada@login.example.org.");
	if (urls.every((url) => url.startsWith("http:"))) return;
	throw refusal("a tunnel leads to addresses that begin with http://", "Write the address as the other side sees it.");
}

function refusal(message: string, hint: string): ChronosError {
	return new ChronosError("usage.invalid", message, { hint });
}
