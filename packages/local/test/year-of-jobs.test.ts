import { Job } from "@chronos-job/schemas";
import { expect, test } from "vitest";
import { manualClock, memoryStore, scriptedExecutor, startLocal } from "../src/index.ts";

const jobs = [
	{ name: "extract", schedule: "R/2026-01-01T00:30:00Z/PT1H" },
	{ name: "transform", parents: ["extract"] },
	{ name: "rates", schedule: "R/2026-01-01T06:00:00Z/P1D", scheduleTimeZone: "Europe/Rome" },
	{ name: "convert", parents: ["rates"] },
	{ name: "report", parents: ["convert"] },
	{ name: "mail", parents: ["report"] },
];

test("a year of six jobs that depend on each other passes in a moment", async () => {
	const clock = manualClock("2026-01-01T00:00:00Z");
	const executor = scriptedExecutor({ convert: ({ number }) => (number === 0 ? "fail" : "succeed") });
	await using server = await startLocal({ store: memoryStore(), executor, clock });
	for (const job of jobs) {
		await server.engine.tell({ type: "job.put", job: Job.parse({ command: "true", ...job }) });
	}
	const before = cpuMs();
	await clock.advance({ days: 365 });
	const tookMs = cpuMs() - before;
	const count = (name: string): number => executor.started.filter(({ job }) => job === name).length;
	expect(Object.fromEntries(jobs.map(({ name }) => [name, count(name)]))).toEqual({
		extract: 8760,
		transform: 8760,
		rates: 365,
		convert: 2 * 365,
		report: 365,
		mail: 365,
	});
	expect(tookMs).toBeLessThan(10_000);
}, 60_000);

/** Not the time on the wall, which others take up as well. */
function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
