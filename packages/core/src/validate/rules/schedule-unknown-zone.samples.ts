import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"`scheduleTimeZone` is a name of the tz database in exactly its letter case, or an old Java name such as `PST`. Any other word silently means UTC, `europe/rome`, `UTC+2` and `+02:00` included. Names that are newer than the server, such as `Europe/Kyiv`, are answered with 400 and `Cannot parse schedule`.",
	valid: [
		`{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": "Europe/Rome"}`,
		`{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": "GMT+2"}`,
		`{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": "utc"}`,
		`{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": ""}`,
		`{"name": "a", "parents": ["b"], "scheduleTimeZone": "Nowhere"}`,
	],
	invalid: [
		{
			text: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": «"europe/rome"»}`,
			fixed: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": "Europe/Rome"}`,
			says: "takes UTC",
		},
		{
			text: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": «"Europe/Kyiv"»}`,
			fixed: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": "Europe/Kiev"}`,
			says: "newer than the server",
		},
		{
			text: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": «" america/new york"»}`,
			fixed: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": "America/New_York"}`,
		},
		{
			text: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": «"UTC+2"»}`,
			fixed: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": "GMT+02:00"}`,
		},
		{
			text: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": «"SystemV/PST8PDT"»}`,
			says: "too old for the server",
		},
		{ text: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": «"Europe/Bari"»}` },
		{ text: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": «"CEST"»}` },
		{ text: `{"name": "a", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": «"qwertyuiop"»}` },
	],
};
