import type { TextLines } from "./log-lines.ts";

/** A command that runs, or ran. */
export interface Task extends TextLines {
	readonly id: number;
	/** What a person would type. */
	readonly line: string;
	readonly words: readonly string[];
	readonly startedAt: number;
	readonly status: "waiting" | "requesting" | "done" | "failed" | "stopped";
	readonly exitCode: number | undefined;
	/** Of one wish for many jobs; the same number. */
	readonly batch: number | undefined;
	/** Whether it may change something on the server. */
	readonly writes: boolean;
}

export interface LoggedCall {
	readonly at: number;
	/** `$ chronos-job kill a`, or a call to the server below it. */
	readonly text: string;
	readonly isCommand: boolean;
}

export interface Notice {
	readonly text: string;
	readonly tone: "plain" | "good" | "bad";
	readonly untilAt: number;
}
