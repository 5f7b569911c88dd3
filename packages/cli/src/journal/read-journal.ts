import type { RunEvent, Target } from "@chronos-job/core";
import { systemCodeOf } from "../files/file-system.ts";
import { journalFiles, journalFolder, type JournalHost } from "./journal-folder.ts";
import { type Counted, type JournalRecord, parseRecord } from "./journal-record.ts";

/** A time during which somebody looked; what happened outside of all of them nobody knows. */
export interface JournalWindow {
	readonly from: number;
	readonly to: number;
}

export interface JournalOfJob {
	/** In the order of time; those that overlap are one. */
	readonly windows: readonly JournalWindow[];
	/** In the order of time, gaps included. */
	readonly events: readonly RunEvent[];
	readonly counted: readonly (Counted & { readonly at: number })[];
}

/** What this program has seen of a job on a server that keeps no history; nothing is made up. */
export function readJournal(host: JournalHost, target: Target, job: string): JournalOfJob {
	const files = journalFiles(host, journalFolder(host, target));
	const records = files.flatMap((file) => readLines(host, file)).flatMap((line) => parseRecord(line) ?? []);
	return journalOf(records, job);
}

function journalOf(records: readonly JournalRecord[], job: string): JournalOfJob {
	const windows = spansOf(records, job);
	const seen = records.filter((record) => isAbout(record, job) && isFirstHand(record, windows));
	const inOrder = seen.toSorted((a, b) => a.at - b.at);
	return {
		windows: joined(windows),
		events: inOrder.flatMap((record) => (record.type === "event" ? record.event : [])),
		counted: inOrder.flatMap((record) => (record.type === "counted" ? countedOf(record) : [])),
	};
}

function readLines({ files }: JournalHost, file: string): readonly string[] {
	try {
		return files.readFileSync(file, "utf8").split("\n");
	} catch (error) {
		// Another program has put it aside meanwhile.
		if (systemCodeOf(error) === "ENOENT") return [];
		throw error;
	}
}

interface Span extends JournalWindow {
	readonly window: string;
}

/** A program that was killed has not closed its window: it looked until the last thing it wrote. */
function spansOf(records: readonly JournalRecord[], job: string): readonly Span[] {
	const byWindow = Map.groupBy(records, ({ window }) => window);
	const spans = [...byWindow].flatMap(([window, own]) => {
		const opened = own.find((record) => record.type === "window.opened");
		if (opened === undefined || opened.jobs?.includes(job) === false) return [];
		return { window, from: opened.at, to: own.reduce((last, { at }) => Math.max(last, at), opened.at) };
	});
	return spans.toSorted((a, b) => a.from - b.from);
}

function isAbout(record: JournalRecord, job: string): boolean {
	if (record.type === "counted") return record.job === job;
	return record.type === "event" && (record.event.type === "gap" || record.event.job === job);
}

/** What two programs saw at the same time is told once, as the one that looked first saw it; a server's clock may be off. */
function isFirstHand({ at, window }: JournalRecord, spans: readonly Span[]): boolean {
	const first = spans.find(({ from, to }) => from <= at && at <= to);
	return first === undefined || first.window === window;
}

function joined(spans: readonly Span[]): readonly JournalWindow[] {
	return spans.reduce<readonly JournalWindow[]>((windows, { from, to }) => {
		const last = windows.at(-1);
		if (last === undefined || last.to < from) return [...windows, { from, to }];
		return [...windows.slice(0, -1), { from: last.from, to: Math.max(last.to, to) }];
	}, []);
}

function countedOf(record: Extract<JournalRecord, { readonly type: "counted" }>): Counted & { readonly at: number } {
	const { at, successCount, errorCount, lastSuccess, lastError } = record;
	return { at, successCount, errorCount, lastSuccess, lastError };
}
