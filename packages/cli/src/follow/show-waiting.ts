import { showControls } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { duration } from "../render/duration.ts";
import { namesText } from "../render/server-facts.ts";

export interface Waiting {
	/** Those that are waited for still. */
	readonly open: () => readonly string[];
	readonly signal: AbortSignal;
	/** What else there is to say of them; nothing when it is empty. */
	readonly about?: () => string;
}

/** Lets people see that jobs are waited for, and for how long already. */
export function showWaiting(
	{ host, progress }: Pick<Session, "host"> & Partial<Pick<Session, "progress">>,
	{ open, signal, about = () => "" }: Waiting,
): Disposable {
	const told = new AbortController();
	const over = AbortSignal.any([signal, told.signal]);
	const from = host.now();
	async function tell(): Promise<void> {
		for (let pauseMs = patienceMs; ; pauseMs = everyMs) {
			await host.sleep(pauseMs, over);
			if (over.aborted) return;
			const waits = `waiting for ${showControls(namesText(open()))}, ${duration(host.now() - from)}`;
			progress?.show([waits, about()].filter(Boolean).join("; "));
		}
	}
	if (progress?.isShown === true) void tell();
	return {
		[Symbol.dispose]() {
			told.abort();
			progress?.hide();
		},
	};
}

/** What ends before nobody had to wait for. */
const patienceMs = 500;
const everyMs = 1000;
