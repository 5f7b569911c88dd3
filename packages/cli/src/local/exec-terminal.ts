import type { ExecTerminal } from "@chronos-job/local";
import type { Session } from "../command/session.ts";
import type { Host, Interrupts, Terminal } from "../host.ts";

/** The terminal for a program that is to have it to itself; undefined where a program reads any of the outputs. */
export function findTerminal({ host, progress }: Pick<Session, "host" | "progress">): Terminal | undefined {
	return progress.isShown ? host.terminal : undefined;
}

/** A terminal, for a program elsewhere. */
export function execTerminalOf({ stdin, stdout }: Terminal, { env }: Pick<Host, "env">): ExecTerminal {
	return {
		type: env["TERM"] || "dumb",
		size: () => ({ columns: stdout.columns, rows: stdout.rows }),
		onResize(listener) {
			stdout.on("resize", listener);
			return { [Symbol.dispose]: () => void stdout.removeListener("resize", listener) };
		},
		takeKeys() {
			stdin.setRawMode(true);
			return {
				[Symbol.dispose]() {
					stdin.setRawMode(false);
					stdin.pause();
				},
			};
		},
	};
}

/** Wishes to end this program; what is typed is for the other one. */
export function catchStops({ listen }: Terminal): Interrupts {
	const wish = new AbortController();
	const stop = (): void => wish.abort();
	const listeners = [listen("SIGINT", () => undefined), listen("SIGTERM", stop), listen("SIGHUP", stop)];
	return { signal: wish.signal, [Symbol.dispose]: () => listeners.forEach((each) => each[Symbol.dispose]()) };
}
