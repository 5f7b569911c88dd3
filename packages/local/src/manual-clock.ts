import { setImmediate } from "node:timers/promises";
import type { Clock } from "@chronos-job/core";

/** A clock that goes when it is told to. */
export interface ManualClock extends Clock {
	/** Nobody needs to look in between, unless it is set. */
	readonly longestSleepMs: number;
	/** Lets time pass: all that comes due happens in its order and comes to rest before the next does. */
	advance(span: number | Span): Promise<void>;
	/** The same, up to a time in milliseconds or ISO 8601. */
	advanceTo(at: number | string): Promise<void>;
	/** Sets the time without letting any pass; whoever sleeps does not notice before waking up. */
	step(span: number | Span): void;
}

export interface Span {
	readonly days?: number;
	readonly hours?: number;
	readonly minutes?: number;
	readonly seconds?: number;
	readonly ms?: number;
}

export function manualClock(startAt: number | string): ManualClock {
	const face: Face = { passed: 0, offset: timeOf(startAt), sleepers: [], calls: 0 };
	const advanceTo = (at: number | string): Promise<void> => wakeUntil(face, timeOf(at) - face.offset);
	return {
		longestSleepMs: Infinity,
		now: () => {
			face.calls += 1;
			return face.offset + face.passed;
		},
		monotonic: () => face.passed,
		sleep: (ms, signal) => sleep(face, ms, signal),
		advance: (span) => wakeUntil(face, face.passed + msOf(span)),
		advanceTo,
		step: (span) => {
			face.offset += msOf(span);
		},
	};
}

interface Face {
	/** All times of sleepers are of this kind. */
	passed: number;
	/** What the wall clock says beyond that. */
	offset: number;
	/** The next to wake first. */
	readonly sleepers: Sleeper[];
	/** How often somebody asked for the time or went to sleep. */
	calls: number;
}

interface Sleeper {
	readonly at: number;
	wake(): void;
}

function timeOf(at: number | string): number {
	const ms = typeof at === "number" ? at : Date.parse(at);
	if (Number.isNaN(ms)) throw new RangeError(`${at} is not a time`);
	return ms;
}

const unitMs = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000, ms: 1 } as const;

function msOf(span: number | Span): number {
	if (typeof span === "number") return span;
	const { days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 } = span;
	return days * unitMs.days + hours * unitMs.hours + minutes * unitMs.minutes + seconds * unitMs.seconds + ms;
}

function sleep(face: Face, ms: number, signal: AbortSignal | undefined): Promise<void> {
	face.calls += 1;
	return new Promise((resolve) => {
		if (signal?.aborted === true) return resolve();
		const sleeper: Sleeper = { at: face.passed + Math.max(0, ms), wake };
		const { sleepers } = face;
		sleepers.splice(sleepers.findLastIndex(({ at }) => at <= sleeper.at) + 1, 0, sleeper);
		signal?.addEventListener("abort", wake, { once: true });

		function wake(): void {
			face.calls += 1;
			const place = sleepers.indexOf(sleeper);
			if (place >= 0) sleepers.splice(place, 1);
			signal?.removeEventListener("abort", wake);
			resolve();
		}
	});
}

async function wakeUntil(face: Face, end: number): Promise<void> {
	await settle(face);
	for (let next = face.sleepers[0]; next !== undefined && next.at <= end; [next] = face.sleepers) {
		face.passed = Math.max(face.passed, next.at);
		next.wake();
		// oxlint-disable-next-line eslint/no-await-in-loop -- one wakes after the other
		await settle(face);
	}
	face.passed = Math.max(face.passed, end);
	await settle(face);
}

/** Two turns of the event loop in which nobody looked at the clock: everybody sleeps. */
async function settle(face: Face): Promise<void> {
	for (let quiet = 0; quiet < 2;) {
		const { calls } = face;
		// oxlint-disable-next-line eslint/no-await-in-loop -- that is what is waited for
		await setImmediate();
		quiet = face.calls === calls ? quiet + 1 : 0;
	}
}
