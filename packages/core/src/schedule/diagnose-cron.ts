import { formatSchedule, parseDuration } from "@chronos-job/schemas";
import { dayMs, hourMs, minuteMs, wallOf } from "./calendar.ts";
import type { Diagnosis } from "./diagnose.ts";

/** Recognises a cron expression; a plain daily one has a schedule of its own, from its next time (in UTC) on. */
export function diagnoseCron(text: string, now: number | undefined): Diagnosis | undefined {
	const fields = text.trim().split(/\s+/);
	const isNamed = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|reboot)$/i.test(text.trim());
	const isCron =
		(fields.length === 5 || fields.length === 6) &&
		fields.every((field) => /^[\d*?][\w*,/#?-]*$|^[A-Z]{3}\b/i.test(field));
	if (!isNamed && !isCron) return undefined;
	const daily = /^@(?:daily|midnight)$/i.test(text.trim()) ? "0 0 * * *" : fields.join(" ");
	return { problem: "a cron expression, and Chronos has no cron", repaired: dailySchedule(daily, now) };
}

function dailySchedule(cron: string, now: number | undefined): string | undefined {
	const parts = /^(\d\d?) (\d\d?) \* \* \*$/.exec(cron);
	const period = parseDuration("P1D");
	if (parts === null || now === undefined || period === undefined) return undefined;
	const time = Number(parts[2]) * hourMs + Number(parts[1]) * minuteMs;
	if (Number(parts[1]) > 59 || time >= dayMs) return undefined;
	const first = (Math.floor((now - time) / dayMs) + 1) * dayMs + time;
	return formatSchedule({ repeat: "forever", start: { ...wallOf(first), offsetMinutes: 0 }, period });
}
