import { ChronosError, hasCode } from "@chronos-job/core";
import { text } from "../../command/args.ts";
import { resolve } from "../../files/unreadable.ts";
import { defineLocalCommand } from "../../local/define-local-command.ts";
import { findServer, stateOf } from "../../local/find-server.ts";
import { plural } from "../../render/plural.ts";

export interface RepairResult {
	readonly rescued: string;
	readonly damaged: string;
	readonly jobs: number;
	readonly runs: number;
	readonly attempts: number;
	readonly events: number;
	/** Pages and rows that could not be read. */
	readonly lost: number;
}

export const repair = defineLocalCommand({
	name: "local repair",
	theme: "servers",
	about: "Save what can still be read of a damaged database; the damaged one is kept",
	examples: [
		{ line: "chronos-job local repair", about: "Put what was saved in its place" },
		{ line: "chronos-job local repair --into saved.db", about: "Leave it where it is, and write a new file" },
	],
	args: {
		into: text("A new file for what is saved, instead of the place of the damaged database"),
		state: text("The state directory"),
	},

	async run(args, { host }): Promise<RepairResult> {
		const state = stateOf(host, args.state);
		if ((await findServer(host, state)) !== undefined) {
			throw new ChronosError("local.running", `a local server uses ${state.path}`, {
				hint: "Stop it with `chronos-job local stop`.",
			});
		}
		if (![state.databaseFile, `${state.databaseFile}-wal`].some((file) => host.files.existsSync(file))) {
			throw new ChronosError("local.state-refused", `${state.path} holds no database of a local server`, {
				hint: "Check the path.",
			});
		}
		const into = args.into === undefined ? {} : { into: resolve(host, args.into) };
		const { repairDatabase } = await import("../../local/repair-database.ts");
		try {
			return repairDatabase(state, { now: host.now(), ...into });
		} catch (error) {
			throw hasCode(error, "store.foreign") || hasCode(error, "store.corrupt") ? nothingToSave(error) : error;
		}
	},

	views: { result: repairText },
});

function nothingToSave(error: ChronosError): ChronosError {
	return new ChronosError(error.code, `${error.message}, and nothing of a local server is left in it`, {
		hint: "Begin anew with `chronos-job local reset`, which keeps the file, or move it away yourself.",
		cause: error,
	});
}

function repairText({ rescued, damaged, jobs, runs, attempts, lost }: RepairResult): string {
	const saved = [plural(jobs, "job"), plural(runs, "run"), plural(attempts, "attempt")].join(", ");
	const rest =
		lost === 0 ? "nothing was lost" : `${lost} ${lost === 1 ? "page or row" : "pages or rows"} could not be read`;
	return `saved  ${saved} in ${rescued}; ${rest}\nkept   the database as it was: ${damaged}\n`;
}
