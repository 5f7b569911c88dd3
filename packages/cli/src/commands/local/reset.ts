import { ChronosError } from "@chronos-job/core";
import { flag, text } from "../../command/args.ts";
import type { Host } from "../../host.ts";
import { defineLocalCommand } from "../../local/define-local-command.ts";
import { findServer, stateOf } from "../../local/find-server.ts";
import { stopServer } from "../../local/stop-server.ts";

export interface ResetResult {
	readonly state: string;
	/** Where everything went; absent when it was removed, or when there was nothing. */
	readonly kept?: string;
	readonly outcome: "moved" | "removed" | "empty";
}

export const reset = defineLocalCommand({
	name: "local reset",
	theme: "servers",
	about: "Begin anew: stop the Chronos of this machine with its jobs, and move all that it knows out of the way",
	examples: [
		{ line: "chronos-job local reset --yes", about: "Without a question; what was there is kept beside it" },
		{ line: "chronos-job local reset --yes --delete", about: "Keep nothing" },
	],
	args: {
		yes: flag("Do not ask, and stop a server that runs, with its jobs", "y"),
		delete: flag("Remove everything instead of moving it away"),
		state: text("The state directory"),
	},

	async run(args, { host }): Promise<ResetResult> {
		const state = stateOf(host, args.state);
		const server = await findServer(host, state);
		if (!host.files.existsSync(state.path)) return { state: state.path, outcome: "empty" };
		if (!args.yes) await confirm(host, { path: state.path, isRunning: server !== undefined, removes: args.delete });
		// A job without a server would run on where nobody looks for it.
		if (server !== undefined) await stopServer(host, server, { stopJobs: true });
		const { putAway } = await import("../../local/put-away.ts");
		if (args.delete) {
			await putAway(host, state, undefined);
			return { state: state.path, outcome: "removed" };
		}
		const kept = `${state.path}.reset-${new Date(host.now()).toISOString().replaceAll(/[-:]|\.\d+/g, "")}`;
		await putAway(host, state, kept);
		return { state: state.path, outcome: "moved", kept };
	},

	views: { result: resetText },
});

interface Question {
	readonly path: string;
	readonly isRunning: boolean;
	readonly removes: boolean;
}

async function confirm(host: Host, { path, isRunning, removes }: Question): Promise<void> {
	if (isRunning) {
		throw new ChronosError("local.running", `a local server runs on ${path}`, {
			hint: "Stop it with `chronos-job local stop`, or give --yes to stop it and its jobs.",
		});
	}
	if (!host.screen.interactive) {
		throw new ChronosError("usage.invalid", `${path} is only put away when somebody says so`, { hint: "Give --yes." });
	}
	const answer = await host.ask(`${removes ? "Remove" : "Move away"} ${path}? [y/N] `);
	if (/^y(es)?$/i.test(answer.trim())) return;
	throw new ChronosError("usage.invalid", "nothing was changed", { hint: "Answer y to go on." });
}

function resetText({ state, outcome, kept }: ResetResult): string {
	if (outcome === "empty") return `there is nothing in ${state}\n`;
	return outcome === "removed" ? `removed ${state}\n` : `moved ${state} to ${kept ?? ""}\n`;
}
