import { isOutage } from "@chronos-job/core";
import type { Host } from "../host.ts";
import type { LogSource } from "./log-source.ts";

/** Whether a server from which a log is read is still there. */
export interface Pulse extends Disposable {
	/** Ends the reading once the server is gone, with what it looks like then. */
	readonly signal: AbortSignal;
	/** Something has come. */
	readonly hear: () => void;
}

export interface Pulsing extends Pick<Host, "sleep"> {
	readonly source: Pick<LogSource, "ping">;
	readonly signal: AbortSignal;
}

/** Asks a server that has sent nothing for a while: a log that nobody adds to looks like one of a server that is frozen. */
export function watchPulse({ source: { ping }, sleep, signal }: Pulsing): Pulse {
	const [over, gone] = [new AbortController(), new AbortController()];
	const asking = AbortSignal.any([signal, over.signal]);
	let isQuiet = true;

	async function watch(ask: NonNullable<typeof ping>): Promise<void> {
		for (;;) {
			isQuiet = true;
			await sleep(quietMs, asking);
			if (asking.aborted) return;
			if (isQuiet) await ask({ signal: asking }).catch(lose);
		}
	}
	function lose(error: unknown): void {
		// A server that answers anything at all is there.
		if (!asking.aborted && isOutage(error)) gone.abort(error);
		if (gone.signal.aborted) over.abort("gone");
	}
	if (ping !== undefined) void watch(ping);
	return {
		signal: AbortSignal.any([signal, gone.signal]),
		hear: () => void (isQuiet = false),
		[Symbol.dispose]: () => over.abort("over"),
	};
}

const quietMs = 5000;
