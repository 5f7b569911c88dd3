import { ChronosError, type ReadClient } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { duration } from "../render/duration.ts";

export interface Limit {
	readonly client: Pick<ReadClient, "target">;
	/** Forever when absent. */
	readonly timeoutMs: number | undefined;
}

/** A server that answers nothing is waited for no longer than what it is asked to do. */
export async function inTime<Value>(
	{ host, hasAnswered }: Pick<Session, "host" | "hasAnswered">,
	{ client, timeoutMs }: Limit,
	ask: () => Promise<Value>,
): Promise<Value> {
	if (timeoutMs === undefined) return ask();
	const over = new AbortController();
	async function giveUp(limitMs: number): Promise<never> {
		await host.sleep(limitMs, over.signal);
		return hasAnswered() ? never : Promise.reject(noAnswerYet(client, limitMs));
	}
	try {
		return await Promise.race([ask(), giveUp(timeoutMs)]);
	} finally {
		// Without a reason an exception would be made for nobody.
		over.abort("over");
	}
}

const never = new Promise<never>(() => undefined);

/** Of a server that is silent until the time is up. */
export function noAnswerYet({ target }: Limit["client"], limitMs: number, cause?: unknown): ChronosError {
	return new ChronosError("wait.timeout", `${target.name} has not answered after ${duration(limitMs)}`, {
		hint: "Give it more time, or see what keeps it with `chronos-job doctor`.",
		cause,
	});
}
