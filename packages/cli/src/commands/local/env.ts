import { choice, text } from "../../command/args.ts";
import { defineLocalCommand } from "../../local/define-local-command.ts";
import { ensureLocal } from "../../local/ensure-local.ts";
import { wordsOf } from "../../local/server-options.ts";
import { shellQuote } from "../../local/shell-quote.ts";
import { withState } from "../../local/with-state.ts";

export interface EnvResult {
	readonly url: string;
	readonly socket: string;
	/** Only of a server on TCP: the file that holds the password, and one for `curl --netrc-file`. */
	readonly user?: string;
	readonly passwordFile?: string;
	readonly netrcFile?: string;
	readonly shell: "sh" | "fish";
	/** Where it lists its jobs. */
	readonly jobsPath: string;
	/** How to start a server that listens on TCP as well. */
	readonly restart: string;
}

export const env = defineLocalCommand({
	name: "local env",
	theme: "servers",
	about:
		"Print what curl and other clients need to talk to the Chronos of this machine; starts it when it does not run",
	examples: [
		{ line: "chronos-job local env", about: "Lines for a shell; use them with `eval`" },
		{ line: "chronos-job local env --output json", about: "The same, for a program" },
	],
	args: {
		shell: choice("Whose lines to print", { choices: ["sh", "fish"], byDefault: "sh" }),
		state: text("The state directory"),
	},

	async run(args, session): Promise<EnvResult> {
		const { state, server } = await ensureLocal(session, args.state);
		const { socket, url, options } = server;
		const words = ["chronos-job local stop && chronos-job local start", ...wordsOf(options).map(shellQuote), "--http"];
		// What older servers know is the same path without the version (contract §0.3).
		const jobsPath = options["dialect"] === "2.x" ? "/scheduler/jobs" : "/v1/scheduler/jobs";
		const common = { socket, jobsPath, shell: args.shell, restart: withState(words.join(" "), args.state) };
		if (url === undefined) return { url: `unix://${socket}`, ...common };
		const place = { url: url.replace(/\/$/, ""), ...common };
		if (options["no-password"] !== undefined) return place;
		const { passwordFile, netrcFile } = state;
		return { ...place, user: "chronos", passwordFile, netrcFile };
	},

	views: {
		result: envText,
		json: ({ url, socket, user, passwordFile, netrcFile }) => ({ url, socket, user, passwordFile, netrcFile }),
	},
});

function envText(result: EnvResult): string {
	const { socket, jobsPath } = result;
	const lines = [
		...settingLines(result),
		"# Through the socket, which is yours alone:",
		`#   curl --unix-socket ${shellQuote(socket)} http://localhost${jobsPath}`,
		...tcpLines(result),
	];
	return `${lines.join("\n")}\n`;
}

/** What programs read that find a server by their environment. */
function settingLines({ url, user, passwordFile, shell }: EnvResult): readonly string[] {
	const settings = [
		["CHRONOS_URL", url],
		["CHRONOS_USER", user],
		["CHRONOS_PASSWORD_FILE", passwordFile],
	] as const;
	return settings.flatMap(([name, value]) => {
		if (value === undefined) return [];
		return shell === "fish" ? `set -gx ${name} ${shellQuote(value)}` : `export ${name}=${shellQuote(value)}`;
	});
}

function tcpLines({ url, jobsPath, user, passwordFile, netrcFile = "", restart }: EnvResult): readonly string[] {
	if (url.startsWith("unix:")) return [`# For clients that know no sockets: ${restart}`];
	const about = user === undefined ? "without a password" : `as ${user} with the password in ${passwordFile ?? ""}`;
	const option = user === undefined ? "" : `--netrc-file ${shellQuote(netrcFile)} `;
	return [`# Through TCP, ${about}:`, `#   curl ${option}${url}${jobsPath}`];
}
