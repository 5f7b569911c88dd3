import { hasCode, ResponseError } from "@chronos-job/core";
import type { Session } from "../command/session.ts";

/** Does something again for as long as the server is away: a sweep takes longer than most outages. */
export type Patience = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function openPatience({ host, note }: Pick<Session, "host" | "note">, signal: AbortSignal): Patience {
	const server = { isAway: false };
	async function wait(pauseMs: number): Promise<void> {
		if (!server.isAway) note("the server does not answer; the sweep goes on as soon as it does");
		server.isAway = true;
		await host.sleep(pauseMs, signal);
		signal.throwIfAborted();
	}
	return async (work) => {
		for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
			try {
				const value = await work();
				server.isAway = false;
				return value;
			} catch (error) {
				if (!isOutage(error)) throw error;
			}
			await wait(pauseMs);
		}
	};
}

const firstPauseMs = 1000;
const longestPauseMs = 30_000;

function isOutage(error: unknown): boolean {
	// What proxies say when nobody is behind them.
	if (error instanceof ResponseError) return error.status >= 502 && error.status <= 504;
	return hasCode(error, "target.unreachable") || hasCode(error, "target.timeout");
}
