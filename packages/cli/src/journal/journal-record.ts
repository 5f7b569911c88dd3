import type { RunEvent } from "@chronos-job/core";
import { fieldsOf, listOf, parseFields, textOf } from "../local/json-fields.ts";
import { parseRunEvent, runEventOnWire } from "./run-event-fields.ts";

/** One line of a journal. A window is the time during which somebody looked. */
export type JournalRecord =
	| {
			readonly type: "window.opened";
			readonly at: number;
			readonly window: string;
			/** All of the server when absent. */
			readonly jobs: readonly string[] | undefined;
	  }
	| { readonly type: "window.closed"; readonly at: number; readonly window: string }
	| ({ readonly type: "counted"; readonly at: number; readonly window: string; readonly job: string } & Counted)
	| { readonly type: "event"; readonly at: number; readonly window: string; readonly event: RunEvent };

/** What a server said about a job at that time. */
export interface Counted {
	readonly successCount: number;
	readonly errorCount: number;
	/** As servers write them: ISO 8601, empty without one. */
	readonly lastSuccess: string;
	readonly lastError: string;
}

export function formatRecord(record: JournalRecord): string {
	const { window } = record;
	if (record.type === "event") return JSON.stringify({ window, ...runEventOnWire(record.event) });
	return JSON.stringify({ ...record, at: new Date(record.at).toISOString() });
}

/** Undefined for a line that is torn or of a later format. */
export function parseRecord(line: string): JournalRecord | undefined {
	const fields = parseFields(line);
	const at = Date.parse(textOf(fields["at"]));
	const window = textOf(fields["window"]);
	if (Number.isNaN(at) || window === "") return undefined;
	const type = textOf(fields["type"]);
	if (type === "window.opened") return { type, at, window, jobs: namesIn(fields["jobs"]) };
	if (type === "window.closed") return { type, at, window };
	if (type === "counted") return countedOf(fields, { at, window });
	const event = parseRunEvent(fields);
	return event && { type: "event", at, window, event };
}

function namesIn(value: unknown): readonly string[] | undefined {
	return Array.isArray(value) ? listOf(value).map(textOf) : undefined;
}

function countedOf(
	fields: Readonly<Record<string, unknown>>,
	place: { readonly at: number; readonly window: string },
): JournalRecord | undefined {
	const { job, successCount, errorCount, lastSuccess, lastError } = fieldsOf(fields);
	if (typeof successCount !== "number" || typeof errorCount !== "number") return undefined;
	const last = { lastSuccess: textOf(lastSuccess), lastError: textOf(lastError) };
	return { type: "counted", ...place, job: textOf(job), successCount, errorCount, ...last };
}
