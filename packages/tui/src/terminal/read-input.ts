import type { Clock } from "@chronos-job/core";
import type { Terminal } from "../dashboard-options.ts";
import { type InputAction, parseInput } from "./parse-input.ts";

/** The keyboard, as long as it is ours. */
export interface InputReader {
	/** Takes it. */
	readonly take: () => void;
	/** Leaves it to another program, as it was found. */
	readonly leave: () => void;
}

export interface InputOptions {
	readonly terminal: Pick<Terminal, "stdin" | "stdout">;
	readonly clock: Pick<Clock, "sleep">;
	readonly dispatch: (action: InputAction) => void;
	/** The terminal is gone. */
	readonly onEnd: () => void;
}

export function inputReader({ terminal, clock, dispatch, onEnd }: InputOptions): InputReader {
	const { stdin, stdout } = terminal;
	let decoder = new TextDecoder();
	let pending = "";
	let patience: AbortController | undefined;

	function hear(chunk: Uint8Array | string): void {
		patience?.abort("more came");
		understand(pending + (typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true })), false);
		if (pending !== "") void understandLate();
	}
	/** An Escape may be a key, or the first character of another one. */
	async function understandLate(): Promise<void> {
		patience = new AbortController();
		const { signal } = patience;
		await clock.sleep(escapeMs, signal);
		if (!signal.aborted) understand(pending, true);
	}
	function understand(text: string, isLast: boolean): void {
		const { actions, rest } = parseInput(text, isLast);
		pending = rest;
		for (const action of actions) dispatch(action);
	}
	return {
		take() {
			decoder = new TextDecoder();
			pending = "";
			stdin.setRawMode(true);
			stdin.on("data", hear).on("end", onEnd).on("error", onEnd);
			stdin.resume();
			stdout.write(`${escape}[?2004h`);
		},
		leave() {
			patience?.abort("left");
			stdout.write(`${escape}[?2004l`);
			stdin.pause();
			stdin.off("data", hear).off("end", onEnd).off("error", onEnd);
			if (!stdin.destroyed) stdin.setRawMode(false);
		},
	};
}

const escape = "\u001B";
const escapeMs = 30;
