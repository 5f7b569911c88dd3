import type { Terminal } from "../host.ts";
import { isTerminal } from "./is-terminal.ts";

/** The terminal itself, for a program that draws on it; undefined where input or output is none. */
export function terminalOf(process: NodeJS.Process): Terminal | undefined {
	if (!isTerminal(process, 0) || !isTerminal(process, 1)) return undefined;
	return {
		get stdin() {
			return process.stdin;
		},
		get stdout() {
			return process.stdout;
		},
		listen(signal, listener) {
			process.on(signal, listener);
			return { [Symbol.dispose]: () => void process.removeListener(signal, listener) };
		},
		suspend: () => suspend(process),
	};
}

// The whole group, as Ctrl-Z does: the shell of somebody who runs `npx` waits for that, and would wait for ever.
function suspend(process: NodeJS.Process): void {
	const listeners = process.listeners("SIGTSTP");
	process.removeAllListeners("SIGTSTP");
	process.kill(0, "SIGTSTP");
	for (const each of listeners) process.on("SIGTSTP", each);
}
