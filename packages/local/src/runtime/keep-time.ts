import type { Clock } from "@chronos-job/core";
import type { ClockWatch } from "./watch-clock.ts";

export interface AlarmOptions {
	readonly clock: Clock;
	readonly watch: Pick<ClockWatch, "hasStepped">;
	readonly longestSleepMs: number;
	/** When to ring next; undefined while nothing is to come. */
	readonly dueAt: () => number | undefined;
	/** Has to see to it that something else is due, or nothing for now. */
	readonly ring: () => void;
	/** Fires when it must not ring any more. */
	readonly ended: AbortSignal;
}

export interface Alarm {
	/** Nothing rings before. */
	start(): void;
	/** To be told when something may be due earlier than before. */
	rearm(): void;
}

/** The one timer of an engine. */
export function keepTime(options: AlarmOptions): Alarm {
	const armed: Armed = { at: Infinity, wake: () => undefined };
	options.ended.addEventListener("abort", () => armed.wake(), { once: true });
	return {
		start: () => void keepRinging(options, armed),
		rearm: () => {
			if ((options.dueAt() ?? Infinity) < armed.at) armed.wake();
		},
	};
}

interface Armed {
	at: number;
	/** Ends the wait before its time. */
	wake: () => void;
}

async function keepRinging(options: AlarmOptions, armed: Armed): Promise<void> {
	const { dueAt, ring, ended } = options;
	while (!ended.aborted) {
		armed.at = dueAt() ?? Infinity;
		// oxlint-disable-next-line eslint/no-await-in-loop -- one wait follows the other
		if (armed.at > options.clock.now()) await (armed.at === Infinity ? untilWoken(armed) : sleep(options, armed));
		if (!ended.aborted && isDue(dueAt(), options)) ring();
	}
}

/** Also when the clock was set, because that moves what is to come. */
function isDue(at: number | undefined, { clock, watch }: Pick<AlarmOptions, "clock" | "watch">): boolean {
	return at !== undefined && (at <= clock.now() || watch.hasStepped());
}

/** While nothing is to come no timer is needed: whoever knows of something has to say so. */
function untilWoken(armed: Armed): Promise<void> {
	return new Promise((resolve) => {
		armed.wake = resolve;
	});
}

function sleep({ clock, longestSleepMs }: AlarmOptions, armed: Armed): Promise<void> {
	const end = new AbortController();
	// A reason of one's own spares the costly error that would be made up otherwise.
	armed.wake = () => end.abort("woken");
	return clock.sleep(Math.min(Math.max(0, armed.at - clock.now()), longestSleepMs), end.signal);
}
