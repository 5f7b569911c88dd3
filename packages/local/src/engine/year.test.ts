import { random } from "@chronos-job/testkit";
import { expect, test } from "vitest";
import { decide } from "./decide.ts";
import type { Effect } from "./effect.ts";
import type { Input } from "./input.ts";
import { valuesOf } from "./ordered-map.ts";
import { createSettings } from "./settings.ts";
import { type EngineState, emptyState, findJob, type Run } from "./state.ts";
import { dawn, put } from "./story.samples.ts";

const yearMs = 365 * 86_400_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const jobs = [
	put("extract", { schedule: "R/2026-01-01T00:30:00Z/PT1H", cpus: 1 }),
	put("rates", { schedule: "R/2026-01-01T06:00:00Z/P1D", scheduleTimeZone: "Europe/Rome", cpus: 1 }),
	put("transform", { parents: ["extract"], cpus: 1 }),
	put("report", { parents: ["transform", "rates"], cpus: 2 }),
];

interface Told {
	readonly at: number;
	readonly input: Input;
}

/** Runs an engine for a year with attempts that take some minutes, fail and get lost. */
function liveAYear(seed: number): {
	readonly runs: readonly Run[];
	readonly state: EngineState;
	readonly told: number;
} {
	const chance = random(seed);
	const runs: Run[] = [];
	let state = emptyState(createSettings(), { cpus: 2, memMb: 4000, diskMb: 4000, gpus: [] });
	let coming: Told[] = jobs.map((input) => ({ at: dawn, input }));
	let told = 0;
	const perform = (effect: Effect, now: number): void => {
		if (effect.type === "run.save" && effect.run.phase === "settled") runs.push(effect.run);
		if (effect.type !== "launch") return;
		const { taskId } = effect.attempt;
		const at = now + (1 + chance.below(12)) * minuteMs;
		const isLost = chance.below(200) === 0;
		const exitCode = chance.below(8) === 0 ? 1 : 0;
		coming.push({
			at,
			input: isLost ? { type: "attempt.lost", taskId } : { type: "attempt.finished", taskId, exitCode },
		});
	};
	for (let now = dawn; now < dawn + yearMs; told++) {
		const wake: Told = { at: state.wakeAt ?? Infinity, input: { type: "clock.ticked" } };
		const next = coming.reduce((first, one) => (one.at < first.at ? one : first), coming[0] ?? wake);
		const chosen = next.at <= wake.at ? next : wake;
		now = Math.max(now, chosen.at);
		coming = coming.filter((one) => one !== chosen);
		const decision = decide(state, chosen.input, now);
		({ state } = decision);
		for (const effect of decision.effects) perform(effect, now);
	}
	return { runs, state, told };
}

test("in a year every occurrence has its run, none is early, doubled or forgotten", () => {
	const { runs, state } = liveAYear(7);
	const hourly = runs.filter(({ job }) => job === "extract");
	// Each run begins where the one before ended, so every hour belongs to exactly one.
	let from = dawn + hourMs / 2;
	for (const run of hourly) {
		expect(run.dueAt).toBe(from);
		expect(run.queuedAt).toBeGreaterThan(from);
		from = run.coversUntil ?? Number.NaN;
		expect(run.queuedAt).toBeLessThanOrEqual(from);
	}
	expect(dawn + yearMs - from).toBeLessThan(2 * hourMs);
	expect(hourly.length).toBeGreaterThan(8000);
	const daily = runs.filter(({ job }) => job === "rates");
	expect(daily).toHaveLength(365);
	// The wall clock stays, whatever the season.
	expect(new Set(daily.map(({ dueAt = 0 }) => romeTime(dueAt)))).toEqual(new Set(["06:00"]));
	for (const { job } of jobs.map((input) => input as Extract<Input, { type: "job.put" }>)) {
		const counted = runs.filter((run) => run.job === job.name);
		expect(findJob(state, job.name)?.job).toMatchObject({
			successCount: counted.filter(({ outcome }) => outcome === "succeeded").length,
			errorCount: counted.filter(({ outcome }) => outcome === "failed" || outcome === "lost").length,
		});
	}
	expect([...valuesOf(state.attempts)].length).toBeLessThanOrEqual(2);
});

test("a year with the same chances is the same year", () => {
	const brief = ({ runs, told }: ReturnType<typeof liveAYear>) => [told, runs.length, runs.at(-1)?.id];
	expect(brief(liveAYear(3))).toEqual(brief(liveAYear(3)));
});

function romeTime(ms: number): string {
	return new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Rome", timeStyle: "short" }).format(ms);
}
