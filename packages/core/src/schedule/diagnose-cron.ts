import { scheduleOfCron } from "./cron-schedule.ts";
import type { Diagnosis } from "./diagnose.ts";

/** Recognises a cron expression; one with equal distances may be meant by a schedule in UTC. */
export function diagnoseCron(text: string, now: number | undefined): Diagnosis | undefined {
	const trimmed = text.trim();
	const fields = trimmed.split(/\s+/);
	const isNamed = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|reboot)$/i.test(trimmed);
	const isCron =
		(fields.length === 5 || fields.length === 6) &&
		fields.every((field) => /^[\d*?][\w*,/#?-]*$|^[A-Z]{3}\b/i.test(field));
	if (!isNamed && !isCron) return undefined;
	return {
		problem: "a cron expression, and Chronos has no cron",
		suggested: now === undefined ? undefined : scheduleOfCron(trimmed, now),
	};
}
