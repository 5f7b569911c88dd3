import type { Fate, RunEvent } from "@chronos-job/core";
import { runEventOnWire } from "../journal/run-event-fields.ts";

/** What following tells while it goes on. */
export type FollowEvent = WatchingEvent | SeenEvent | OutputEvent | FateEvent;

/** What people need to see an event; machines do not. */
export interface Showing {
	readonly zone: string | undefined;
	/** When following began: times of that day are told without it. */
	readonly since: number;
	/** Of the names, so that they stand under each other. */
	readonly nameWidth: number;
	/** Whether what was printed before stops in the middle of a line. */
	readonly isMidLine: boolean;
}

/** How things are when watching begins. */
export interface WatchingEvent {
	readonly type: "watching";
	readonly at: number;
	readonly target: string;
	readonly jobs: number;
	readonly running: readonly string[];
	readonly queued: readonly string[];
	readonly showing: Showing;
}

export interface SeenEvent {
	readonly type: "seen";
	readonly event: RunEvent;
	/** How long the attempt took, when somebody saw it begin. */
	readonly tookMs?: number;
	/** When the job will run next. */
	readonly nextAt?: number;
	/** Whether it only repeats what has been told. */
	readonly isEcho: boolean;
	readonly showing: Showing;
}

/** A part of what a job has written. */
export interface OutputEvent {
	readonly type: "output";
	readonly job: string;
	readonly stream: "stdout" | "stderr";
	readonly text: string;
	/** How many bytes stand before it and are not told. */
	readonly skippedBytes?: number;
	/** Whether several jobs write at once, so that each line says whose it is. */
	readonly isLabelled: boolean;
	readonly showing: Showing;
}

export interface FateEvent {
	readonly type: "fate";
	readonly fate: Fate;
	readonly tookMs?: number;
	/** Whether the same has been told as an event. */
	readonly isEcho: boolean;
	readonly showing: Showing;
}

/** An event of following as ndjson has it: times in ISO 8601, nothing of how it is shown. */
export function followEventOnWire(event: FollowEvent): object {
	switch (event.type) {
		case "watching": {
			const { type, at, target, jobs, running, queued } = event;
			return { type, at: iso(at), target, jobs, running, queued };
		}
		case "seen": {
			const { tookMs, nextAt } = event;
			return {
				...runEventOnWire(event.event),
				...spanOf(tookMs),
				...(nextAt !== undefined && { nextAt: iso(nextAt) }),
			};
		}
		case "output": {
			const { type, job, stream, text, skippedBytes } = event;
			return { type, job, stream, text, ...(skippedBytes !== undefined && { skippedBytes }) };
		}
		case "fate":
			return { type: "fate", ...fateOnWire(event.fate), ...spanOf(event.tookMs) };
	}
}

export function fateOnWire(fate: Fate): object {
	return { ...fate, at: iso(fate.at) };
}

function spanOf(tookMs: number | undefined): object {
	return tookMs === undefined ? {} : { tookMs };
}

function iso(at: number): string {
	return new Date(at).toISOString();
}
