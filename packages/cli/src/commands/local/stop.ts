import { flag, text } from "../../command/args.ts";
import { defineLocalCommand } from "../../local/define-local-command.ts";
import { findServer, stateOf } from "../../local/find-server.ts";
import { stopServer } from "../../local/stop-server.ts";
import { plural } from "../../render/plural.ts";
import { namesText } from "../../render/server-facts.ts";

export interface StopResult {
	/** Absent when no server ran. */
	readonly pid?: number;
	/** The names of jobs that go on. */
	readonly left: readonly string[];
	/** The names of jobs that were ended. */
	readonly ended: readonly string[];
}

export const stop = defineLocalCommand({
	name: "local stop",
	theme: "servers",
	about: "Stop the Chronos of this machine; what runs goes on, and the next start picks it up",
	examples: [
		{ line: "chronos-job local stop", about: "Leave running jobs running" },
		{ line: "chronos-job local stop --stop-jobs", about: "End them as well: first asked to, then killed" },
	],
	args: {
		stopJobs: flag("End running jobs as well"),
		state: text("The state directory"),
	},

	async run(args, { host }): Promise<StopResult> {
		const state = stateOf(host, args.state);
		const server = await findServer(host, state);
		if (server === undefined) return { left: [], ended: [] };
		const running = await stopServer(host, server, { stopJobs: args.stopJobs });
		return { pid: server.pid, left: args.stopJobs ? [] : running, ended: args.stopJobs ? running : [] };
	},

	views: { result: stopText },
});

function stopText({ pid, left, ended }: StopResult): string {
	if (pid === undefined) return "there is nothing to stop: no local server runs\n";
	const head = `stopped  pid ${pid}`;
	if (left.length > 0) return `${head}; ${plural(left.length, "job")} left running: ${namesText(left)}\n`;
	return ended.length > 0 ? `${head}; ended ${namesText(ended)}\n` : `${head}\n`;
}
