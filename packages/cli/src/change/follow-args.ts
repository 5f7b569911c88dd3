import { parseSpan } from "@chronos-job/core";
import { flag, text } from "../command/args.ts";
import { readQuantity } from "../local/quantities.ts";

/** The options of commands that start something. */
export const followArgs = {
	wait: flag("Wait until it has run; the exit code tells how that went"),
	watch: flag("Wait, and tell what happens meanwhile"),
	logs: flag("Wait, and print what it writes while it does"),
	timeout: text("How long to wait at most, like 10m; waits without --wait, too"),
} as const;

export interface FollowArgs {
	readonly wait: boolean;
	readonly watch: boolean;
	readonly logs: boolean;
	readonly timeout: string | undefined;
}

export interface Following {
	readonly show: "fates" | "events" | "logs";
	readonly timeoutMs?: number;
}

/** Undefined when nobody waits. */
export function followingOf({ wait, watch, logs, timeout }: FollowArgs): Following | undefined {
	const timeoutMs = readQuantity("--timeout", timeout, { parse: parseSpan, like: "10m" });
	const limit = timeoutMs !== undefined && { timeoutMs };
	if (logs) return { show: "logs", ...limit };
	if (watch) return { show: "events", ...limit };
	return wait || timeoutMs !== undefined ? { show: "fates", ...limit } : undefined;
}
