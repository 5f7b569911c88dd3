import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { tempDir } from "../temp-dir.ts";
import { processesOfSession } from "./session-processes.ts";
import { tmuxAt } from "./tmux.ts";

export interface TerminalOptions {
	/** A program and its words, no line of a shell. */
	readonly command: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	/** All that the program finds in its environment, but for TERM. */
	readonly env?: Readonly<Record<string, string>>;
	readonly cwd?: string;
}

/** A program on a real terminal, which stays when the program has ended. */
export interface TestTerminal extends AsyncDisposable {
	/** Presses keys by their names in tmux, like `Enter`, `C-c` or `j`. */
	send(...keys: readonly string[]): Promise<void>;
	/** Types every character as it stands. */
	type(text: string): Promise<void>;
	/** As a terminal pastes. */
	paste(text: string): Promise<void>;
	screen(): Promise<string>;
	/** The same with its colours, as escape sequences. */
	styledScreen(): Promise<string>;
	resize(columns: number, rows: number): Promise<void>;
	/** Resolves with the screen as soon as it is as wanted. */
	until(wanted: Wanted, options?: Patience): Promise<string>;
	modes(): Promise<TerminalModes>;
	/** What `stty -a` told before the program began, and after it ended. */
	lineSettings(): Promise<{ readonly before: string; readonly after: string }>;
	/** Of the terminal's session, to which the program belongs. */
	readonly session: number;
	/** Of the program. */
	pid(): Promise<number>;
	/** Waits for the end of the program, as a shell counts: 128 and the number of a signal. */
	exitCode(options?: Patience): Promise<number>;
}

export type Wanted = string | RegExp | ((screen: string) => boolean);

export interface Patience {
	readonly withinMs?: number;
}

export interface TerminalModes {
	readonly isAlternate: boolean;
	readonly hasCursor: boolean;
	readonly tellsMouse: boolean;
}

const term = "tmux-256color";
const config = `set-option -g status off\nset-option -g default-terminal ${term}\n`;
const frame = `
stty -a > "$0/before"
sh -c 'echo $$ > "$0/pid.new"; mv "$0/pid.new" "$0/pid"; exec "$@"' "$0" "$@"
echo $? > "$0/exit.new"
stty -a > "$0/after"
mv "$0/exit.new" "$0/exit"
exec sleep 2147483647
`;

export async function openTerminal(options: TerminalOptions): Promise<TestTerminal> {
	const { command, columns = 80, rows = 24, env = {}, cwd } = options;
	const folder = tempDir();
	const path = process.env["PATH"] ?? "";
	const configFile = folder.write("tmux.conf", config);
	const tmux = tmuxAt({ socket: join(folder.path, "tmux"), configFile, path });
	const given = Object.entries({ PATH: path, LC_ALL: "C.UTF-8", ...env }).map(([name, text]) => `${name}=${text}`);
	const start = ["new-session", "-d", "-x", String(columns), "-y", String(rows), "-c", cwd ?? folder.path, "--"];
	await tmux.order(...start, "env", "-i", `TERM=${term}`, ...given, "sh", "-c", frame, folder.path, ...command);
	const session = Number(await tmux.order("list-panes", "-a", "-F", "#{pane_pid}"));

	const screen = () => tmux.order("capture-pane", "-p");
	async function until(wanted: Wanted, { withinMs = 10_000 }: Patience = {}): Promise<string> {
		let seen = "";
		const isThere = async () => fits((seen = await screen()), wanted);
		if (await comes(isThere, withinMs)) return seen;
		throw new Error(`${String(wanted)} did not come within ${String(withinMs)} ms; the screen says:\n${seen}`);
	}
	async function fileOf(name: string, withinMs = 10_000): Promise<string> {
		const file = join(folder.path, name);
		if (await comes(() => existsSync(file), withinMs)) return readFileSync(file, "utf8");
		throw new Error(`the program did not get as far as ${name} within ${String(withinMs)} ms:\n${await screen()}`);
	}

	return {
		session,
		screen,
		until,
		send: async (...keys) => void (await tmux.order("send-keys", "--", ...keys)),
		type: async (text) => void (await tmux.order("send-keys", "-l", "--", text)),
		paste: async (text) => void (await tmux.order("set-buffer", "--", text, ";", "paste-buffer", "-p")),
		styledScreen: () => tmux.order("capture-pane", "-p", "-e"),
		resize: async (x, y) => void (await tmux.order("resize-window", "-x", String(x), "-y", String(y))),
		async modes() {
			const flags = await tmux.order("display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}");
			const [alternate, cursor, mouse] = flags.trim().split(" ");
			return { isAlternate: alternate === "1", hasCursor: cursor === "1", tellsMouse: mouse === "1" };
		},
		async lineSettings() {
			await fileOf("exit");
			return { before: await fileOf("before"), after: await fileOf("after") };
		},
		pid: async () => Number(await fileOf("pid")),
		exitCode: async ({ withinMs } = {}) => Number(await fileOf("exit", withinMs)),
		async [Symbol.asyncDispose]() {
			await endSession(session);
			await tmux.order("kill-server").catch(() => {});
			folder[Symbol.dispose]();
		},
	};
}

function fits(screen: string, wanted: Wanted): boolean {
	if (typeof wanted === "function") return wanted(screen);
	return typeof wanted === "string" ? screen.includes(wanted) : wanted.test(screen);
}

async function comes(isThere: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
	const end = performance.now() + withinMs;
	while (performance.now() < end) {
		if (await isThere()) return true;
		await sleep(20);
	}
	return isThere();
}

/** Asks all of them to end, and ends those that do not. */
async function endSession(leader: number): Promise<void> {
	signal(processesOfSession(leader), "SIGHUP");
	// A stopped process hears of a signal only when it goes on.
	signal(processesOfSession(leader), "SIGCONT");
	if (await comes(() => processesOfSession(leader).length === 0, 2000)) return;
	signal(processesOfSession(leader), "SIGKILL");
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
	for (const pid of pids) {
		try {
			process.kill(pid, name);
		} catch {
			// It has ended by itself.
		}
	}
}
