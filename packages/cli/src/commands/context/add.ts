import { ChronosError, contextsOf, isAddress, localName } from "@chronos-job/core";
import { buildsOf, type Context } from "@chronos-job/schemas";
import { type ArgsOf, choice, files, flag, text, word } from "../../command/args.ts";
import { defineCommand } from "../../command/define-command.ts";
import { changeConfig } from "../../context/change-config.ts";
import { addressText, type ContextFacts, contextFacts } from "../../context/context-facts.ts";
import { dialectMemory } from "../../context/dialect-memory.ts";
import { absolute, parseSource } from "../../context/parse-source.ts";
import { unreadable } from "../../files/unreadable.ts";
import type { Host } from "../../host.ts";
import { linkAddresses } from "../../render/link.ts";

const args = {
	name: word("A name for the server"),
	urls: files("The address of the server, or several of one installation in the order to try them"),
	user: text("The user name", "u"),
	passwordFrom: text("Where the password comes from: env:NAME, file:PATH, command:LINE, netrc or prompt"),
	tokenFrom: text("Where the bearer token comes from: env:NAME, file:PATH, command:LINE or prompt"),
	via: text("An SSH destination through which to reach it"),
	dialect: choice("What the server speaks, or which build it is", {
		choices: ["auto", "3.x", "2.x", ...buildsOf()],
		byDefault: "auto",
	}),
	ca: text("A file with the certificates of the authorities to trust, in PEM format"),
	mesos: text("The address of the Mesos master, for logs; it is looked for without it, unless this is none"),
	mesosUser: text("The user name for Mesos, if it wants one"),
	mesosPasswordFrom: text(
		"Where the password for Mesos comes from: env:NAME, file:PATH, command:LINE, netrc or prompt",
	),
	mesosTokenFrom: text("Where the bearer token for Mesos comes from: env:NAME, file:PATH, command:LINE or prompt"),
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
	theme: "servers",
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

	async run(values, { host, note }): Promise<AddResult> {
		const name = checkedName(values.name);
		const context = contextOf(values, host.cwd);
		if (context.caFile !== undefined) checkReadable(host, context.caFile);
		const added = await changeConfig(host, ({ path, config }) => {
			const isReplaced = contextsOf(config).has(name);
			if (isReplaced && !values.replace) throw taken(name);
			return {
				edit: { context: { name, value: context }, ...(values.use && { current: { name } }) },
				value: { context: contextFacts(name, context, values.use || config.current === name), file: path, isReplaced },
			};
		});
		// What is written anew is got to know anew.
		if (added.isReplaced) dialectMemory(host, added.context).forget();
		if (!added.context.current) note(`next: chronos-job context use ${name}, or once --context ${name}`);
		return added;
	},

	views: {
		result: ({ context, isReplaced }, screen) => {
			const { name, current } = context;
			const address = linkAddresses(screen, addressText(context));
			return `${isReplaced ? "replaced" : "added"}  ${name}: ${address}${current ? ", which is current" : ""}\n`;
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
	const { urls, user, passwordFrom, tokenFrom, via, dialect, ca, readOnly, danger } = values;
	for (const each of urls) checkAddress(each);
	checkCredentials({ user, passwordFrom, tokenFrom }, "--");
	checkVia(values);
	return {
		...(urls.length === 1 ? { url: urls[0] } : { urls: [...urls] }),
		user,
		password: sourceIn(passwordFrom, { option: "--password-from", cwd }),
		token: sourceIn(tokenFrom, { option: "--token-from", cwd }),
		via,
		dialect: dialect === "auto" ? undefined : dialect,
		caFile: ca && absolute(ca, cwd),
		...mesosOf(values, cwd),
		readOnly: readOnly || undefined,
		danger: danger || undefined,
	};
}

function mesosOf(
	{ mesos, mesosUser, mesosPasswordFrom, mesosTokenFrom }: ArgsOf<typeof args>,
	cwd: string,
): Pick<Context, "mesos" | "mesosUser" | "mesosPassword" | "mesosToken"> {
	const isNamed = mesos !== undefined && mesos !== "none";
	if (isNamed) checkAddress(mesos);
	const given = { user: mesosUser, passwordFrom: mesosPasswordFrom, tokenFrom: mesosTokenFrom };
	checkCredentials(given, "--mesos-");
	// A secret goes to nobody who was only found.
	if (!isNamed && (mesosUser ?? mesosPasswordFrom ?? mesosTokenFrom) !== undefined) {
		throw refusal("there is no Mesos master to tell the secret to", "Give --mesos URL, too.");
	}
	return {
		mesos,
		mesosUser,
		mesosPassword: sourceIn(mesosPasswordFrom, { option: "--mesos-password-from", cwd }),
		mesosToken: sourceIn(mesosTokenFrom, { option: "--mesos-token-from", cwd }),
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

interface Given {
	readonly user: string | undefined;
	readonly passwordFrom: string | undefined;
	readonly tokenFrom: string | undefined;
}

/** The options of one who is told a secret begin in the same way. */
function checkCredentials({ user, passwordFrom, tokenFrom }: Given, start: "--" | "--mesos-"): void {
	const whose = start === "--" ? "a server" : "Mesos";
	if (tokenFrom === "netrc") {
		throw refusal("a token does not stand in ~/.netrc", `Give ${start}token-from file:PATH.`);
	}
	if (tokenFrom !== undefined && (user ?? passwordFrom) !== undefined) {
		throw refusal(
			`${whose} wants either a token or a user name`,
			`Leave out ${start}token-from, or ${start}user and ${start}password-from.`,
		);
	}
	if (passwordFrom !== undefined && passwordFrom !== "netrc" && user === undefined) {
		throw refusal("the password belongs to no user", `Give ${start}user NAME.`);
	}
}

function checkVia({ via, urls }: ArgsOf<typeof args>): void {
	if (via === undefined) return;
	if (via.startsWith("-")) throw refusal(`"${via}" is no SSH destination`, "Write one like ada@login.example.org.");
	if (urls.every((url) => url.startsWith("http:"))) return;
	throw refusal("a tunnel leads to addresses that begin with http://", "Write the address as the other side sees it.");
}

/** Here and now, so that nobody finds out at the first request. */
function checkReadable({ files }: Host, path: string): void {
	try {
		files.readFileSync(path);
	} catch (error) {
		throw unreadable(path, error);
	}
}

function taken(name: string): ChronosError {
	return new ChronosError("context.exists", `there is a context "${name}" already`, {
		hint: "Write it anew with `--replace`, or choose another name.",
	});
}

function refusal(message: string, hint: string): ChronosError {
	return new ChronosError("usage.invalid", message, { hint });
}
