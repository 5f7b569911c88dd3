import type { Host } from "./host.ts";

/** Answers one command line with an exit code. Never throws, never exits. Loads only what the line needs. */
export async function main(argv: readonly string[], host: Host): Promise<number> {
	const words = argv[0] === "help" && argv.length > 1 ? [...argv.slice(1), "--help"] : argv;
	const shortcut = words.length > 1 ? undefined : shortcuts.get(words[0] ?? "");
	if (shortcut !== undefined) return shortcut(host);
	if (words[0] === "--get-yargs-completions") return completions(words.slice(1), host);
	const { runCommand } = await import("./run-command.ts");
	return runCommand(words, host);
}

const shortcuts: ReadonlyMap<string, (host: Host) => Promise<number>> = new Map([
	["", welcome],
	["--help", help],
	["-h", help],
	["help", help],
	["--version", tellVersion],
	["-V", tellVersion],
]);

async function help(host: Host): Promise<number> {
	const { helpText } = await import("./help.gen.ts");
	host.stdout.write(helpText);
	return 0;
}

/** Without a word: help, and somebody at a terminal hears of what else there is to look at. */
async function welcome(host: Host): Promise<number> {
	await help(host);
	if (host.screen.interactive) host.stdout.write("\n`chronos-job tui` opens a live table of all jobs.\n");
	return 0;
}

async function tellVersion(host: Host): Promise<number> {
	host.stdout.write(`${host.version}\n`);
	return 0;
}

async function completions(words: readonly string[], host: Host): Promise<number> {
	for (const word of await candidates(words, host)) host.stdout.write(`${word}\n`);
	return 0;
}

async function candidates(words: readonly string[], host: Host): Promise<readonly string[]> {
	const { completeNames } = await import("./completion/complete-names.ts");
	const names = await completeNames(words, host);
	return names ?? (await import("./command/yargs.ts")).complete(words);
}
