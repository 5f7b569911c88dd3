import { deepEqual, equal } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parseDocument, validate } from "@chronos-job/core";
import { manualClock, memoryStore, scriptedExecutor, startLocal } from "@chronos-job/local";

const newYear = "2026-01-01T00:00:00+01:00";
const minute = 60_000;

const folder = new URL("jobs/", import.meta.url);
const documents = readdirSync(folder).map((name) => parseDocument(readFileSync(new URL(name, folder), "utf8"), name));
const { specs, findings } = validate(documents, { now: Date.parse(newYear) });

test("the job files have no mistakes", () => {
	deepEqual(findings, []);
});

test("in a year every job runs once a night", async (t) => {
	const year = await startYear(t);
	await year.clock.advance({ days: 365 });
	deepEqual(year.countStarts(), { nightly: 365, rates: 365, clean: 365, report: 365, mail: 365 });
});

test("the report waits for both of its parents", async (t) => {
	const script = { nightly: { afterMs: 20 * minute }, rates: [{ afterMs: 5 * minute }, { afterMs: 90 * minute }] };
	const year = await startYear(t, script);
	await year.clock.advance({ days: 2 });
	deepEqual(year.startsOf("clean"), ["01/01/2026, 03:35", "02/01/2026, 03:35"]);
	deepEqual(year.startsOf("report"), ["01/01/2026, 03:35", "02/01/2026, 05:00"]);
});

test("a step that fails once is made up for within a minute", async (t) => {
	const year = await startYear(t, { clean: ["fail", "succeed"] });
	await year.clock.advance({ days: 1 });
	deepEqual(year.startsOf("clean"), ["01/01/2026, 03:15", "01/01/2026, 03:16"]);
	deepEqual(year.startsOf("mail"), ["01/01/2026, 03:30"]);
});

test("a night that fails for good is tried three times, and nobody gets a report", async (t) => {
	const year = await startYear(t, { nightly: ({ at }) => (inRome(at).startsWith("10/02/2026") ? { exitCode: 7 } : "succeed") });
	await year.clock.advanceTo("2026-02-11T00:00:00+01:00");
	const startsThatDay = (name) => year.startsOf(name).filter((time) => time.startsWith("10/02"));
	deepEqual(startsThatDay("nightly"), ["10/02/2026, 03:15", "10/02/2026, 03:16", "10/02/2026, 03:17"]);
	deepEqual([...startsThatDay("clean"), ...startsThatDay("report"), ...startsThatDay("mail")], []);

	const [night] = year.server.engine.history.listRuns({ job: "nightly", limit: 1 });
	equal(night.run.outcome, "failed");
	deepEqual(night.attempts.map(({ end }) => end.exitCode), [7, 7, 7]);

	// What a Chronos does the night after: the rates of the 10th still count, so that those of the 11th are not waited for.
	await year.clock.advance({ days: 1 });
	equal(year.startsOf("report").at(-1), "11/02/2026, 03:15");
});

test("whatever the clocks of Rome do, the night begins at a quarter past three", async (t) => {
	const year = await startYear(t);
	await year.clock.advance({ days: 365 });
	deepEqual(new Set(year.startsOf("nightly").map((time) => time.slice(-5))), new Set(["03:15"]));

	const instants = year.executor.started.filter(({ job }) => job === "nightly").map(({ at }) => new Date(at).toISOString());
	const hourOn = (day) => instants.find((instant) => instant.startsWith(day)).slice(11, 13);
	deepEqual(["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"].map(hourOn), ["02", "01", "01", "02"]);
});

/** A Chronos with all our jobs at the beginning of the year; their attempts end as the script says. */
async function startYear(t, script = {}) {
	const clock = manualClock(newYear);
	const executor = scriptedExecutor(script);
	const server = await startLocal({ store: memoryStore(), executor, clock });
	t.after(() => server.close());
	await server.submit(specs);
	return {
		clock,
		executor,
		server,
		startsOf: (name) => executor.started.filter(({ job }) => job === name).map(({ at }) => inRome(at)),
		countStarts: () => {
			const starts = Object.entries(Object.groupBy(executor.started, ({ job }) => job));
			return Object.fromEntries(starts.map(([name, { length }]) => [name, length]));
		},
	};
}

/** Such as `10/02/2026, 03:15`. */
function inRome(at) {
	return romanTime.format(at);
}

const romanTime = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Rome", dateStyle: "short", timeStyle: "short" });
