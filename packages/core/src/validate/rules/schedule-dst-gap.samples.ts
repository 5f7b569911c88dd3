import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"With a named zone and a period of days or more, the job runs at the same time on the wall. In spring the wall skips an hour; a run in that hour is moved behind it, the server writes the moved time back, and every later run has it too.",
	valid: [
		schedule("R/2026-12-01T03:30:00/P1D", "Europe/Rome"),
		schedule("R/2026-12-01T02:30:00/P1D", "UTC"),
		schedule("R/2026-12-01T02:30:00/P1D", "Etc/GMT-1"),
		schedule("R/2026-12-01T02:30:00+01:00/P1D", ""),
		schedule("R/2026-12-01T02:30:00/P1D", "Asia/Tokyo"),
		schedule("R/2026-12-01T02:30:00/PT24H", "Europe/Rome"),
		schedule("R/2026-12-01T02:30:00/P1W", "Europe/Rome"),
		schedule("R/2026-12-01T02:30:00/P1M", "Europe/Rome"),
		schedule("R30/2026-12-01T02:30:00/P1D", "Europe/Rome"),
		schedule("R1/2026-12-01T02:30:00/P1D", "Europe/Rome"),
		schedule("R/2026-12-01T02:30:00/P1D", "Europa/Rome"),
		schedule("R//P1D", "Europe/Rome"),
	],
	invalid: [
		{
			text: schedule("R/2026-12-01T02:30:00/P1D", "Europe/Rome", true),
			says: "02:30 does not exist in Europe/Rome on 2027-03-28: that run moves to 03:30, and so do all later ones",
		},
		{ text: schedule("R/2019-01-01T02:30:00/P1D", "Europe/Rome", true), says: "2027-03-28" },
		{ text: schedule("R365/2026-12-01T02:30:00/P1D", "Europe/Rome", true), says: "2027-03-28" },
		{ text: schedule("R/2026-12-06T02:30:00/P1W", "Europe/Rome", true), says: "2027-03-28" },
		{ text: schedule("R/2026-12-28T02:30:00/P1M", "Europe/Rome", true), says: "2027-03-28" },
		{ text: schedule("R/2026-03-29T02:30:00/P1Y", "Europe/Rome", true), says: "2026-03-29" },
		{ text: schedule("R1/2027-03-28T02:00:00/P1Y", "Europe/Rome", true), says: "moves to 03:00" },
		{ text: schedule("R/2026-12-01T00:30:00/P1D", "America/Santiago", true), says: "moves to 01:30" },
		{ text: schedule("R/2026-12-01T02:15:00/P1D", "EST", true), says: "America/New_York on 2027-03-14" },
	],
};

function schedule(text: string, zone: string, marked = false): string {
	return `{"name": "a", "command": "true", "schedule": ${marked ? `«"${text}"»` : `"${text}"`}, "scheduleTimeZone": "${zone}"}`;
}
