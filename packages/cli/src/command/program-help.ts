import { groups } from "../commands/index.ts";
import { type Command, nameOf } from "./define-command.ts";
import { type Theme, themes } from "./themes.ts";

/** The help of the whole program: a line for each command and each group of commands, by theme. */
export function programHelp(all: readonly Command[]): string {
	const entries = entriesOf(all);
	const width = Math.max(...entries.map(({ name }) => name.length));
	const sections = Object.entries(themes).map(([theme, title]) => {
		const lines = entries
			.filter((entry) => entry.theme === theme)
			.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`);
		return [`${title}:`, ...lines].join("\n");
	});
	return `${[head, ...sections, tail].join("\n\n")}\n`;
}

const head = `chronos-job <command>

Batch jobs from a JSON file, for people on Chronos
and for those who have to leave it.`;

const tail = `Options:
  -h, --help     Print this help
  -V, --version  Print the version

\`chronos-job <command> --help\` tells more and shows examples.`;

interface Entry {
	readonly name: string;
	readonly theme: Theme;
	readonly about: string;
}

function entriesOf(all: readonly Command[]): readonly Entry[] {
	const entries = new Map<string, Entry>();
	for (const command of all) {
		const [name = ""] = nameOf(command).split(" ");
		const about = firstClause(groups[name] ?? command.about);
		entries.set(name, { name: groups[name] === undefined ? name : `${name} …`, theme: command.theme, about });
	}
	return [...entries.values()];
}

/** What comes behind it is told by the help of the command. */
function firstClause(about: string): string {
	return /^[^,:;]*/.exec(about)?.[0] ?? about;
}
