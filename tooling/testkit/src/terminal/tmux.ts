import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

/** One tmux server: its own socket, nobody's configuration. */
export interface Tmux {
	/** Asks it for something, and answers what it says. */
	order(...words: readonly string[]): Promise<string>;
}

const run = promisify(execFile);

/** Why there can be no terminal on this machine; undefined when there can. */
export function whyNoTerminal(): string | undefined {
	const { status } = spawnSync("tmux", ["-V"]);
	return status === 0 ? undefined : "tmux is not installed (Debian: tmux)";
}

export interface TmuxOptions {
	readonly socket: string;
	readonly configFile: string;
	readonly path: string;
}

export function tmuxAt({ socket, configFile, path }: TmuxOptions): Tmux {
	const env = { PATH: path, LC_ALL: "C.UTF-8", SHELL: "/bin/sh" };
	return {
		async order(...words) {
			const options = { env, encoding: "utf8", maxBuffer: 2 ** 26 } as const;
			const { stdout } = await run("tmux", ["-u", "-S", socket, "-f", configFile, ...words], options);
			return stdout;
		},
	};
}
