import { ChronosError, parseSpan } from "@chronos-job/core";
import { choice, flag, text, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { globalArgs } from "../command/global-args.ts";
import { targetArgs } from "../command/target-args.ts";
import type { Host, Terminal } from "../host.ts";
import { readQuantity } from "../local/quantities.ts";
import { table } from "../render/table.ts";

export interface TuiResult {
	/** The signal that ended it. */
	readonly signal?: NodeJS.Signals;
	/** Files it reads and writes, whether they are there or not. */
	readonly paths?: Readonly<Record<string, string>>;
}

export const tui = defineCommand({
	name: "tui [job]",
	theme: "look",
	about: "Open a live table of all jobs, to look into them and to change them",
	examples: [
		{ line: "chronos-job tui", about: "Everything from here: ? shows the keys, q leaves" },
		{ line: "chronos-job tui --view failed --readonly", about: "What failed last, with nothing that changes anything" },
		{ line: "chronos-job tui --info", about: "Where the settings are" },
	],
	args: {
		job: word("A job to open at once"),
		view: text("The view to begin with: `all`, `failed`, or one of your own"),
		theme: text("How it looks: default, high-contrast, colour-blind or mono"),
		ascii: flag("Draw with ASCII only"),
		readonly: flag("Leave out all that changes something"),
		screenReader: flag("Tell what changes in sentences, line by line, and draw nothing"),
		mouse: flag("Hear the mouse; selecting text then needs Shift"),
		noAnimation: flag("Let nothing move by itself"),
		every: text("How often to ask a server that does not tell by itself, like 5s; 0 is never"),
		info: flag("Print where its settings are, and end"),
		color: choice(globalArgs.color.about, globalArgs.color),
		...targetArgs,
	},

	async run(args, { host, note }): Promise<TuiResult> {
		if (args.info) {
			const { memoryFileOf, settingsFileOf } = await import("../tui/settings-files.ts");
			return { paths: { settings: settingsFileOf(host), remembered: memoryFileOf(host) } };
		}
		const terminal = terminalOf(host);
		const everyMs = readQuantity("--every", args.every, { parse: parseEvery, like: "5s" });
		host.preferSmallMemory?.();
		const { readTheme } = await import("../tui/settings-fields.ts");
		const theme = readTheme(args.theme);
		const { runDashboard } = await import("../tui/run-dashboard.ts");
		const end = await runDashboard({ host, terminal, args: { ...args, theme }, everyMs, note });
		return end.kind === "stopped" ? { signal: end.signal } : {};
	},

	exit: ({ signal }) => (signal === undefined ? 0 : 130),

	views: {
		result: ({ paths = {} }) =>
			table(Object.entries(paths).map(([name, path]) => [name, path]))
				.map((line) => `${line}\n`)
				.join(""),
	},
});

function terminalOf({ terminal, env }: Host): Terminal {
	const { TERM: kind, CI: ci } = env;
	if (terminal !== undefined && kind !== "dumb" && !ci) return terminal;
	throw new ChronosError("usage.invalid", `a live table needs a terminal, and ${lackOf(terminal, kind)}`, {
		hint: "Use `chronos-job watch --output ndjson`, or `chronos-job list`.",
	});
}

function lackOf(terminal: Terminal | undefined, kind: string | undefined): string {
	if (terminal === undefined) return "standard input or standard output is none";
	return kind === "dumb" ? "this one (TERM=dumb) cannot be drawn upon" : "CI is set, so that nobody looks at it";
}

function parseEvery(text: string): number | undefined {
	return text === "0" ? 0 : parseSpan(text);
}
