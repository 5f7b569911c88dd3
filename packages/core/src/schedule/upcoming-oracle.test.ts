import { parseSchedule, type Schedule } from "@chronos-job/schemas";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { upcoming } from "./upcoming.ts";

// Five years of each schedule, against a calendar that shares no code with ours.
const now = Date.parse("2025-01-01T00:00:00Z");
const end = Date.parse("2030-01-01T00:00:00Z");

function fiveYears(text: string, zone: string): { readonly at: readonly number[]; readonly meant: readonly number[] } {
	const found = upcoming(parseSchedule(text) as Schedule, { now, zone, limit: 2000 }).filter(({ at }) => at < end);
	return { at: found.map(({ at }) => at), meant: found.map(({ meant }) => meant) };
}

function countedFrom(
	start: string,
	step: (start: Temporal.ZonedDateTime, index: number) => Temporal.ZonedDateTime,
): number[] {
	const first = Temporal.ZonedDateTime.from(start);
	const instants: number[] = [];
	for (let index = 0; ; index++) {
		const at = step(first, index).epochMilliseconds;
		if (at >= end) return instants;
		instants.push(at);
	}
}

describe("five years are those of Temporal", () => {
	test("every day at 08:00 in Rome", () => {
		const expected = countedFrom("2025-01-05T08:00[Europe/Rome]", (start, days) => start.add({ days }));
		const { at, meant } = fiveYears("R/2025-01-05T08:00:00Z/P1D", "Europe/Rome");
		expect(at).toEqual(expected);
		expect(meant).toEqual(expected);
		expect(at.length).toBeGreaterThan(1820);
	});

	test("every Sunday at 01:30 in New York, which comes twice in autumn", () => {
		const expected = countedFrom("2025-01-05T01:30[America/New_York]", (start, weeks) => start.add({ weeks }));
		const { at, meant } = fiveYears("R/2025-01-05T01:30:00-05:00/P1W", "America/New_York");
		expect(at).toEqual(expected);
		expect(meant).toEqual(expected);
	});

	test("every month on the 31st, which the server forgets and the author does not", () => {
		const { at, meant } = fiveYears("R/2025-01-31T10:00:00Z/P1M", "");
		expect(meant).toEqual(countedFrom("2025-01-31T10:00[UTC]", (start, months) => start.add({ months })));
		const sticky = (start: Temporal.ZonedDateTime, months: number) =>
			start.with({ day: months === 0 ? 31 : 28 }).add({ months });
		expect(at).toEqual(countedFrom("2025-01-31T10:00[UTC]", sticky));
	});

	test("every day at 00:15 in Kathmandu", () => {
		const expected = countedFrom("2025-01-05T00:15[Asia/Kathmandu]", (start, days) => start.add({ days }));
		const { at, meant } = fiveYears("R/2025-01-05T00:15:00+05:45/P1D", "Asia/Kathmandu");
		expect(at).toEqual(expected);
		expect(meant).toEqual(expected);
	});

	test("every 24 hours in Rome, an hour off all summer", () => {
		const { at, meant } = fiveYears("R/2025-01-05T08:00:00+01:00/PT24H", "Europe/Rome");
		expect(at).toEqual(countedFrom("2025-01-05T08:00[Europe/Rome]", (start, days) => start.add({ hours: 24 * days })));
		// Both end with the same day; in winter the last run is on time.
		expect(meant).toEqual(countedFrom("2025-01-05T08:00[Europe/Rome]", (start, days) => start.add({ days })));
	});

	test("every day at 02:30 in Rome, at 03:30 since the first gap", () => {
		const { at, meant } = fiveYears("R/2025-01-05T02:30:00+01:00/P1D", "Europe/Rome");
		const gap = Temporal.PlainDate.from("2025-03-30");
		const sticky = (start: Temporal.ZonedDateTime, days: number): Temporal.ZonedDateTime => {
			const day = start.add({ days });
			return Temporal.PlainDate.compare(day.toPlainDate(), gap) < 0 ? day : day.withPlainTime("03:30");
		};
		expect(at).toEqual(countedFrom("2025-01-05T02:30[Europe/Rome]", sticky));
		expect(meant).toEqual(countedFrom("2025-01-05T02:30[Europe/Rome]", (start, days) => start.add({ days })));
	});

	test("every 90 minutes through all changes of the clocks", () => {
		const found = upcoming(parseSchedule("R/2025-03-29T22:00:00+01:00/PT90M") as Schedule, {
			now,
			zone: "Europe/Rome",
			limit: 50,
		});
		const first = Temporal.ZonedDateTime.from("2025-03-29T22:00[Europe/Rome]");
		expect(found.map(({ at }) => at)).toEqual(
			Array.from({ length: 50 }, (_, index) => first.add({ minutes: 90 * index }).epochMilliseconds),
		);
	});
});

test("a year of quarter hours, watched on the clocks of Adelaide, shows 09:45 when the job runs and at no other time", () => {
	const format = new Intl.DateTimeFormat("en-GB", { timeZone: "Australia/Adelaide", timeStyle: "short" });
	const seen: number[] = [];
	const stop = now + 366 * 86_400_000;
	for (let instant = now; instant < stop; instant += 15 * 60_000) {
		if (format.format(instant) === "09:45") seen.push(instant);
	}
	const { at } = fiveYears("R/2025-01-01T09:45:00/P1D", "Australia/Adelaide");
	// The first one is over at the start of the watch.
	expect(at.slice(1).filter((instant) => instant < stop)).toEqual(seen);
});
