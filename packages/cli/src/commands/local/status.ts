import { text } from "../../command/args.ts";
import { defineLocalCommand } from "../../local/define-local-command.ts";
import { findServer, stateOf } from "../../local/find-server.ts";
import { measureState, type StateSizes } from "../../local/measure-state.ts";
import { type ServerStatus, statusOnWire } from "../../local/server-status.ts";
import { withState } from "../../local/with-state.ts";
import { localStatus } from "../../render/local-status.ts";

export interface StatusResult {
	readonly state: string;
	readonly sizes: StateSizes;
	/** Absent when none runs. */
	readonly server?: ServerStatus;
	/** How to start one. */
	readonly start: string;
	readonly now: number;
	readonly zone: string | undefined;
}

export const status = defineLocalCommand({
	name: "local status",
	theme: "servers",
	about: "Show whether the Chronos of this machine runs, and what it is doing; answers 1 when it does not",
	examples: [
		{ line: "chronos-job local status", about: "For people" },
		{ line: "chronos-job local status --output json", about: "For programs" },
	],
	args: { state: text("The state directory") },

	async run(args, { host }): Promise<StatusResult> {
		const state = stateOf(host, args.state);
		const server = await findServer(host, state);
		const sizes = measureState(host, state);
		const start = withState("chronos-job local start", args.state);
		return { state: state.path, sizes, ...(server && { server }), start, now: host.now(), zone: host.zone };
	},

	exit: ({ server }) => (server === undefined ? 1 : 0),

	views: {
		result: localStatus,
		json: ({ state, sizes, server }) => ({
			running: server !== undefined,
			state,
			sizes,
			...(server && { server: statusOnWire(server) }),
		}),
	},
});
