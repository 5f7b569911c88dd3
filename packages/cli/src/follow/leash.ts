import type { Host } from "../host.ts";

/** What ends the following of jobs early: Ctrl-C, or a limit of time. */
export interface Leash extends Disposable {
	readonly signal: AbortSignal;
	readonly cause: "interrupted" | "timeout" | undefined;
	/** From now on it may take so long, if there is a limit at all. */
	readonly limit: (ms: number | undefined) => void;
}

export function openLeash(host: Host): Leash {
	const interrupts = host.catchInterrupts();
	const late = new AbortController();
	const over = new AbortController();
	async function waitOut(ms: number): Promise<void> {
		await host.sleep(ms, over.signal);
		if (!over.signal.aborted) late.abort();
	}
	return {
		signal: AbortSignal.any([interrupts.signal, host.signal, late.signal]),
		get cause() {
			if (interrupts.signal.aborted || host.signal.aborted) return "interrupted";
			return late.signal.aborted ? "timeout" : undefined;
		},
		limit(ms) {
			if (ms !== undefined) void waitOut(ms);
		},
		[Symbol.dispose]() {
			over.abort();
			interrupts[Symbol.dispose]();
		},
	};
}
