import type { LocalEvent } from "@chronos-job/core";
import { formatSpan } from "../text/age.ts";
import { stripToLine } from "../text/strip-controls.ts";

/** What was heard of the attempts of jobs, for sentences about them. */
export interface AttemptNotes {
	readonly hear: (event: LocalEvent) => void;
	/** That a job began to run, where no server tells. */
	readonly begin: (job: string, at: number) => void;
	/** Like `, exit 1, after 3 min`; empty where nobody knows. */
	readonly endOf: (job: string, at: number) => string;
}

/** That an attempt failed and another one is to come, which no counter shows. */
export function retrySentence(
	{ type, at, fields: { job, retryAt } }: LocalEvent,
	notes: AttemptNotes,
): readonly string[] {
	if (type !== "retry.planned" || typeof job !== "string") return [];
	const nextAt = typeof retryAt === "string" ? Date.parse(retryAt) : Number.NaN;
	const next = Number.isNaN(nextAt) ? "" : ` in ${formatSpan(nextAt - at)}`;
	return [`${stripToLine(job)} failed${notes.endOf(job, at)}; it is tried again${next}.`];
}

export function openAttemptNotes(): AttemptNotes {
	const begun = new Map<string, number>();
	const ended = new Map<string, string>();
	return {
		hear({ type, at, fields: { job, end } }) {
			if (typeof job !== "string") return;
			if (type === "attempt.started") begun.set(job, at);
			if (type === "attempt.ended") ended.set(job, `${reasonOf(end)}${spanSince(begun.get(job), at)}`);
		},
		begin: (job, at) => void (begun.has(job) || begun.set(job, at)),
		endOf(job, at) {
			const words = ended.get(job) ?? spanSince(begun.get(job), at);
			begun.delete(job);
			ended.delete(job);
			return words;
		},
	};
}

function reasonOf(end: unknown): string {
	if (typeof end !== "object" || end === null) return "";
	if ("exitCode" in end && typeof end.exitCode === "number" && end.exitCode !== 0) return `, exit ${end.exitCode}`;
	return "signal" in end && typeof end.signal === "string" ? `, ${end.signal}` : "";
}

function spanSince(from: number | undefined, to: number): string {
	return from === undefined ? "" : `, after ${formatSpan(to - from)}`;
}
