import { choice, text } from "../../command/args.ts";
import { defineCommand } from "../../command/define-command.ts";
import { ensureLocal } from "../../local/ensure-local.ts";

export interface EnvResult {
	readonly url: string;
	readonly socket: string;
	/** Only of a server on TCP: the file that holds the password, and one for `curl --netrc-file`. */
	readonly user?: string;
	readonly passwordFile?: string;
	readonly netrcFile?: string;
	readonly shell: "sh" | "fish";
}

export const env = defineCommand({
	name: "local env",
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
		const { socket, url } = server;
		if (url === undefined) return { url: `unix://${socket}`, socket, shell: args.shell };
		const { passwordFile, netrcFile } = state;
		return { url: url.replace(/\/$/, ""), socket, user: "chronos", passwordFile, netrcFile, shell: args.shell };
	},

	views: {
		result: envText,
		json: ({ url, socket, user, passwordFile, netrcFile }) => ({ url, socket, user, passwordFile, netrcFile }),
	},
});

function envText({ url, socket, user, passwordFile, netrcFile, shell }: EnvResult): string {
	const set = shell === "fish" ? `set -gx CHRONOS_URL ${quote(url)}` : `export CHRONOS_URL=${quote(url)}`;
	const lines = [
		set,
		"# Through the socket, which is yours alone:",
		`#   curl --unix-socket ${quote(socket)} http://localhost/v1/scheduler/jobs`,
	];
	if (user !== undefined && passwordFile !== undefined && netrcFile !== undefined) {
		lines.push(
			`# Through TCP, as ${user} with the password in ${passwordFile}:`,
			`#   curl --netrc-file ${quote(netrcFile)} ${url}/v1/scheduler/jobs`,
		);
	} else {
		lines.push("# For clients that know no sockets: chronos-job local stop && chronos-job local start --http");
	}
	return `${lines.join("\n")}\n`;
}

/** As all shells read it. */
function quote(text: string): string {
	return /^[\w/.:@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
