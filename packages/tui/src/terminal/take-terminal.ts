import type { Clock } from "@chronos-job/core";
import type { Terminal } from "../dashboard-options.ts";
import type { Action } from "../state/action.ts";
import type { Size } from "../state/state.ts";
import { mouseSequence } from "./mouse-sequence.ts";
import type { Screen } from "./open-screen.tsx";
import { type InputReader, inputReader } from "./read-input.ts";

export interface TakeOptions {
	readonly terminal: Terminal;
	readonly clock: Pick<Clock, "sleep">;
	/** Draws at once. */
	readonly screen: () => Screen;
	readonly dispatch: (action: Extract<Action, { readonly type: "key" | "paste" | "mouse" | "resize" }>) => void;
	/** Draws what there is, now. */
	readonly paint: () => void;
	readonly onStop: (signal: NodeJS.Signals) => void;
}

/** The terminal, as long as it is ours: keyboard, screen and signals. */
export interface TakenTerminal extends Pick<Screen, "show" | "failed" | "close"> {
	/** Writes what the screen does not show. */
	readonly write: (sequence: string) => void;
	readonly useMouse: (isOn: boolean) => void;
	readonly lend: <Result>(use: () => Promise<Result>) => Promise<Result>;
}

export function takeTerminal(options: TakeOptions): TakenTerminal {
	const { terminal, dispatch, paint, onStop } = options;
	const { stdout } = terminal;
	const resize = (): void => {
		dispatch({ type: "resize", size: sizeOf(terminal) });
		paint();
	};
	// Before the screen listens as well, which draws what was painted last.
	stdout.on("resize", resize);
	// What is typed before the first frame would else be written into it.
	terminal.stdin.setRawMode(true);
	const screen = options.screen();
	const input = inputReader({ ...options, onEnd: () => onStop("SIGHUP") });
	const mouse = mouseOf(terminal);
	const { lend, isLent } = lender({ screen, input, mouse, onReturn: resize });
	const listeners = [
		...endSignals.map((signal) => terminal.listen(signal, () => onStop(signal))),
		// The terminal sends Ctrl-C to an editor and to us, and means the editor.
		terminal.listen("SIGINT", () => void (isLent() || onStop("SIGINT"))),
		// An editor that is stopped stops us as well, for the shell looks at us alone.
		terminal.listen("SIGTSTP", () => void (isLent() ? terminal.suspend() : lend(async () => terminal.suspend()))),
		// Whoever stopped us may have left the terminal in any state.
		terminal.listen("SIGCONT", () => void (isLent() || lend(async () => undefined))),
	];
	input.take();
	return {
		...screen,
		write: (sequence) => void stdout.write(sequence),
		useMouse: mouse.use,
		lend,
		async close() {
			for (const listener of listeners) listener[Symbol.dispose]();
			stdout.off("resize", resize);
			mouse.leave();
			input.leave();
			await screen.close();
		},
	};
}

export function sizeOf({ stdout }: Pick<Terminal, "stdout">): Size {
	return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}

const endSignals = ["SIGTERM", "SIGHUP"] as const;

interface Mouse extends InputReader {
	readonly use: (isOn: boolean) => void;
}

function mouseOf({ stdout }: Pick<Terminal, "stdout">): Mouse {
	let isOn = false;
	return {
		use(wanted) {
			if (wanted !== isOn) stdout.write(mouseSequence(wanted));
			isOn = wanted;
		},
		take: () => void (isOn && stdout.write(mouseSequence(true))),
		leave: () => void (isOn && stdout.write(mouseSequence(false))),
	};
}

interface Lent {
	readonly screen: Pick<Screen, "lend">;
	readonly input: InputReader;
	readonly mouse: InputReader;
	/** The size may be another one. */
	readonly onReturn: () => void;
}

/** Gives the terminal to one after the other. */
function lender({
	screen,
	input,
	mouse,
	onReturn,
}: Lent): Pick<TakenTerminal, "lend"> & { readonly isLent: () => boolean } {
	let last: Promise<unknown> = Promise.resolve();
	let isLent = false;
	async function lendNow<Result>(use: () => Promise<Result>): Promise<Result> {
		isLent = true;
		mouse.leave();
		input.leave();
		const results: Result[] = [];
		try {
			await screen.lend(async () => void results.push(await use()));
		} finally {
			isLent = false;
			input.take();
			mouse.take();
			onReturn();
		}
		const [result] = results;
		// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has come to its end
		return result as Result;
	}
	return {
		lend(use) {
			const lent = last.then(() => lendNow(use));
			last = lent.catch(() => undefined);
			return lent;
		},
		isLent: () => isLent,
	};
}
