import { type ArgsOf, flag, text } from "../../command/args.ts";
import { defineCommand } from "../../command/define-command.ts";
import type { Session } from "../../command/session.ts";
import type { Screen } from "../../host.ts";
import { findServer, stateOf } from "../../local/find-server.ts";
import { givenOptions, readServerOptions, serverArgs, wordsOf } from "../../local/server-options.ts";
import { type ServerStatus, statusOnWire } from "../../local/server-status.ts";
import { startServer } from "../../local/start-server.ts";
import { hang } from "../../render/hang.ts";
import { serverFacts } from "../../render/server-facts.ts";

export interface StartResult {
	readonly outcome: "started" | "running" | "ended";
	readonly server?: ServerStatus;
	/** Options that were asked for and that the running server was started without. */
	readonly missing?: readonly string[];
	/** Of a server in the foreground: the names of jobs that go on without it. */
	readonly left?: readonly string[];
}

const args = {
	foreground: flag("Stay, and end with Ctrl-C or SIGTERM; for service managers and containers"),
	...serverArgs,
	state: text("The state directory; $CHRONOS_JOB_STATE or ~/.local/state/chronos-job unless said otherwise"),
} as const;

export const start = defineCommand({
	name: "local start",
	about: "Start a Chronos on this machine, unless it runs already",
	examples: [
		{ line: "chronos-job local start", about: "With all that this machine has" },
		{ line: "chronos-job local start --cpus 4 --mem 8G --gpus 0", about: "With a part of it" },
	],
	args,

	async run(args, session): Promise<StartResult> {
		const options = readServerOptions(args);
		const given = givenOptions(args);
		const state = stateOf(session.host, args.state);
		if (!args.foreground) return startDetached(args, session);
		const { runServer } = await import("../../local/run-server.ts");
		return { outcome: "ended", left: await runServer(session, { state, options, given }) };
	},

	views: {
		result: startText,
		json: ({ server, ...rest }) => ({ ...rest, ...(server && { server: statusOnWire(server) }) }),
	},
});

async function startDetached(args: ArgsOf<typeof start.args>, { host }: Session): Promise<StartResult> {
	const state = stateOf(host, args.state);
	const given = givenOptions(args);
	const found = await findServer(host, state);
	const { server, isOurs } =
		found === undefined ? await startServer(host, state, given) : { server: found, isOurs: false };
	if (isOurs) return { outcome: "started", server };
	const missing = wordsOf(given).filter((word) => !wordsOf(server.options).includes(word));
	return { outcome: "running", server, missing };
}

function startText({ outcome, server, missing = [], left = [] }: StartResult, screen: Screen): string {
	if (server === undefined) return left.length === 0 ? "" : `${left.join(", ")} go on without the server\n`;
	const head = outcome === "started" ? "started" : "runs already";
	const line = `${head}  ${serverFacts(server)}\n`;
	if (missing.length === 0) return line;
	const advice = `It runs without ${missing.join(" ")}: stop it with \`chronos-job local stop\`, then start it again.`;
	return `${line}${hang("  → ", advice, screen).join("\n")}\n`;
}
