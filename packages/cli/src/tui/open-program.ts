import { shellQuote } from "@chronos-job/core";
import type { Program } from "@chronos-job/tui";
import { findCommand, isGroup } from "../commands/index.ts";
import type { Host } from "../host.ts";
import { hostOf } from "./host-of.ts";
import { verbs } from "./verbs.ts";

export interface ProgramOptions {
	readonly host: Host;
	/** Of the server that is shown; undefined where the environment names it. */
	readonly context: string | undefined;
	/** As somebody at a shell would have to say it; undefined where it goes without saying. */
	readonly said: string | undefined;
}

/** The program's own commands, for the dashboard. */
export function openProgram({ host, context, said }: ProgramOptions): Program {
	return {
		verbs,
		async run(words, conversation) {
			try {
				const { runCommand } = await import("../run-command.ts");
				return await runCommand(await inContext(words, context), hostOf(host, conversation));
			} catch (error) {
				// What is left to go wrong is that the program is not where it was.
				const reason = error instanceof Error ? error.message : String(error);
				conversation.onText(
					`the program was replaced while it ran; leave it and start it again (${reason})\n`,
					"stderr",
				);
				return 70;
			}
		},
		format: (words) =>
			["chronos-job", ...(said === undefined || isSaid(words) ? words : withContext(words, said)).map(shellQuote)].join(
				" ",
			),
	};
}

/** The words with the context in them, where the command takes one and none is named. */
async function inContext(words: readonly string[], context: string | undefined): Promise<readonly string[]> {
	if (context === undefined || isSaid(words)) return words;
	const [first = "", second = ""] = words;
	const load = findCommand(isGroup(first) ? `${first} ${second}` : first);
	const command = load === undefined ? undefined : await load();
	if (command === undefined || !("context" in command.args)) return words;
	return withContext(words, context);
}

function withContext(words: readonly string[], context: string): readonly string[] {
	const dashes = words.indexOf("--");
	const end = dashes < 0 ? words.length : dashes;
	return [...words.slice(0, end), "--context", context, ...words.slice(end)];
}

function isSaid(words: readonly string[]): boolean {
	const dashes = words.indexOf("--");
	return words.slice(0, dashes < 0 ? words.length : dashes).some((word) => /^(?:-c.*|--context(?:=.*)?)$/.test(word));
}
