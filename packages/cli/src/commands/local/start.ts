import { type ArgsOf, flag, text } from "../../command/args.ts";
import type { Session } from "../../command/session.ts";
import type { Screen } from "../../host.ts";
import { defineLocalCommand } from "../../local/define-local-command.ts";
import { findServer, stateOf } from "../../local/find-server.ts";
import {
	givenOptions,
	readServerOptions,
	serverArgs,
	type ServerOptions,
	wordsOf,
} from "../../local/server-options.ts";
import { type ServerStatus, statusOnWire } from "../../local/server-status.ts";
import { shellQuote } from "../../local/shell-quote.ts";
import { startServer } from "../../local/start-server.ts";
import { tcpWarnings } from "../../local/tcp-warnings.ts";
import { withState } from "../../local/with-state.ts";
import { hang } from "../../render/hang.ts";
import { linkAddresses } from "../../render/link.ts";
import { serverFacts } from "../../render/server-facts.ts";

export interface StartResult {
	readonly outcome: "started" | "running" | "ended";
	readonly server?: ServerStatus;
	/** Options that were asked for and that the running server was started without. */
	readonly missing?: readonly string[];
	/** How to start it with them. */
	readonly restart?: string;
	/** Of a server in the foreground: the names of jobs that go on without it. */
	readonly left?: readonly string[];
}

const args = {
	foreground: flag("Stay, and end with Ctrl-C or SIGTERM; for service managers and containers"),
	...serverArgs,
	state: text("The state directory; $CHRONOS_JOB_STATE or ~/.local/state/chronos-job unless said otherwise"),
} as const;

export const start = defineLocalCommand({
	name: "local start",
	theme: "servers",
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
		if (!args.foreground) return startDetached(args, { session, options });
		const { runServer } = await import("../../local/run-server.ts");
		return { outcome: "ended", left: await runServer(session, { state, options, given }) };
	},

	views: {
		result: startText,
		json: ({ outcome, server, missing, left }) => ({
			outcome,
			...(missing && { missing }),
			...(left && { left }),
			...(server && { server: statusOnWire(server) }),
		}),
	},
});

interface Wanted {
	readonly session: Session;
	readonly options: ServerOptions;
}

async function startDetached(args: ArgsOf<typeof start.args>, { session, options }: Wanted): Promise<StartResult> {
	const { host, note } = session;
	const state = stateOf(host, args.state);
	const given = givenOptions(args);
	const found = await findServer(host, state);
	const { server, isOurs } =
		found === undefined ? await startServer(host, state, given) : { server: found, isOurs: false };
	if (isOurs) {
		for (const warning of tcpWarnings(options)) note(warning);
		return { outcome: "started", server };
	}
	const missing = wordsOf(given).filter((word) => !wordsOf(server.options).includes(word));
	const words = wordsOf({ ...server.options, ...given }).map(shellQuote);
	const restart = withState(`chronos-job local stop && chronos-job local start ${words.join(" ")}`, args.state);
	return { outcome: "running", server, missing, restart };
}

function startText({ outcome, server, missing = [], restart = "", left = [] }: StartResult, screen: Screen): string {
	if (server === undefined) return left.length === 0 ? "" : `${left.join(", ")} go on without the server\n`;
	const head = outcome === "started" ? "started" : "runs already";
	const line = `${head}  ${linkAddresses(screen, serverFacts(server))}\n`;
	if (missing.length === 0) return line;
	const advice = `It runs without ${missing.join(" ")}: start it anew with \`${restart}\`.`;
	return `${line}${hang("  → ", advice, screen).join("\n")}\n`;
}
