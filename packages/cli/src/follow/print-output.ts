import { hasCode } from "@chronos-job/core";
import { lastOf } from "../local/last-of.ts";
import type { LogQuery, LogSource } from "./log-source.ts";
import type { Teller } from "./teller.ts";

export interface Printing {
	readonly source: LogSource;
	readonly print: Teller["print"];
	readonly signal: AbortSignal;
}

/** A run, or one of its attempts, that has ended. */
export interface Ended {
	readonly job: string;
	readonly outcome: string;
	readonly runId?: number;
	/** The last one of the run when absent. */
	readonly attempt?: number;
}

/** Prints what a run has written, in short: the output of one that succeeded, the last errors of one that did not. */
export async function printOutput({ job, outcome, runId, attempt }: Ended, printing: Printing): Promise<void> {
	const query = { job, ...(runId !== undefined && { run: runId, ...(attempt !== undefined && { attempt }) }) };
	if (outcome === "succeeded") return void (await printEnd({ ...query, stream: "stdout", tail: 200 }, printing));
	if (!failures.has(outcome)) return;
	const hasErrors = await printEnd({ ...query, stream: "stderr", tail: 50 }, printing);
	if (!hasErrors) await printEnd({ ...query, stream: "stdout", tail: 50 }, printing);
}

const failures: ReadonlySet<string> = new Set(["failed", "killed", "lost"]);

/** Whether there was anything to print. */
async function printEnd(query: LogQuery, { source, print, signal }: Printing): Promise<boolean> {
	const end = await readEnd(query, { source, signal });
	if (end === undefined || end.text === "") return false;
	const { job, stream } = query;
	print({ job, stream, text: end.text, ...(end.skippedBytes > 0 && { skippedBytes: end.skippedBytes }) });
	return true;
}

/** Undefined where there is nothing: it was never launched, or its files have been removed. */
async function readEnd(
	query: LogQuery,
	{ source, signal }: Pick<Printing, "source" | "signal">,
): Promise<{ readonly text: string; readonly skippedBytes: number } | undefined> {
	try {
		const { offset = 0, body } = await source.open(query, { signal });
		const decoder = new TextDecoder();
		let kept = lastOf(keptCharacters);
		let length = 0;
		for await (const bytes of body) {
			kept = kept.add(decoder.decode(bytes, { stream: true }));
			length += bytes.length;
		}
		const { text } = kept;
		const isCut = text.length === keptCharacters;
		return { text, skippedBytes: offset + (isCut ? length - new TextEncoder().encode(text).length : 0) };
	} catch (error) {
		if (hasCode(error, "job.no-logs")) return undefined;
		throw error;
	}
}

const keptCharacters = 65_536;
