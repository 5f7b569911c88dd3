/** Makes the page about keys from the table that decides what they do. */
import { type Binding, bindings, type KeyPlace } from "../src/keys/bindings.ts";

export function generate(): Promise<Readonly<Record<string, string>>> {
	return Promise.resolve({ "docs/tui-keys.md": keysText() });
}

interface Group {
	readonly title: string;
	readonly holds: (places: readonly KeyPlace[]) => boolean;
}

const isOnly =
	(...wanted: readonly KeyPlace[]) =>
	(places: readonly KeyPlace[]) =>
		places.every((place) => wanted.includes(place));

/** A key stands in the first group that holds it. */
const groups: readonly Group[] = [
	{ title: "In the table", holds: isOnly("jobs") },
	{ title: "In a log", holds: isOnly("log") },
	{ title: "In what is shown of a job", holds: isOnly("pane", "log", "task") },
	{ title: "For the selected job, and for all that are marked", holds: isOnly("jobs", "pane", "log") },
	{ title: "In lists over the table", holds: isOnly("timeline", "contexts", "help", "calls", "task") },
	{ title: "Everywhere", holds: () => true },
];

function keysText(): string {
	return `<!-- Generated from packages/tui/src/keys/bindings.ts by \`npm run fix\`; edit that. -->

# Keys of the live table

The same table makes the line of hints at the bottom of the screen and the help behind \`?\`. What stands under "command" can be given other keys in [the settings](tui.md#settings); what stands under "in a shell" does the same without a screen.

${groups.map(sectionOf).join("\n")}`;
}

function sectionOf(group: Group): string {
	const rows = bindings.filter(({ places }) => groups.find(({ holds }) => holds(places)) === group).map(rowOf);
	return `## ${group.title}

| key | does | command | in a shell |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

function rowOf({ keys, about, command, cli }: Binding): string {
	const cells = [keys.map(keyText).join(" "), about, code(command), cli === undefined ? "" : code(cli)];
	return `| ${cells.join(" | ")} |`.replace(/ {2}\|$/, " |");
}

const signs: Readonly<Record<string, string>> = { up: "↑", down: "↓", left: "←", right: "→" };

function keyText(key: string): string {
	return code(key.replace(/(?<=^|-)(?:up|down|left|right)$/, (word) => signs[word] ?? word));
}

function code(text: string): string {
	return `\`${text.replaceAll("|", "\\|")}\``;
}
