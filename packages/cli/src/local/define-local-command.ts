import { ChronosError } from "@chronos-job/core";
import type { ArgTable } from "../command/args.ts";
import type { Command } from "../command/define-command.ts";
import { detachedMark } from "./detached-mark.ts";
import { fieldsOf, textOf } from "./json-fields.ts";
import { withState } from "./with-state.ts";

/** A command about a state directory: what its notes and hints advise acts on the same one. */
export function defineLocalCommand<const Table extends ArgTable, Result, Event = never>(
	command: Command<Table, Result, Event>,
): Command<Table, Result, Event> {
	return {
		...command,
		async run(args, session) {
			const { note, host } = session;
			// Whoever started a server knows better whether a directory was asked for.
			const asked = host.env[detachedMark] === undefined ? textOf(fieldsOf(args)["state"]) : "";
			try {
				return await command.run(args, { ...session, note: (text) => note(withState(text, asked)) });
			} catch (error) {
				throw error instanceof ChronosError ? advising(error, asked) : error;
			}
		},
	};
}

function advising(error: ChronosError, asked: string): ChronosError {
	const hint = error.hint && withState(error.hint, asked);
	return hint === error.hint ? error : new ChronosError(error.code, error.message, { hint, cause: error });
}
