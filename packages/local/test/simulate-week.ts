import { Job } from "@chronos-job/schemas";
import { type Random, random } from "@chronos-job/testkit";
import {
	type Engine,
	findJob,
	type ManualClock,
	manualClock,
	memoryStore,
	openEngine,
	type Problem,
} from "../src/index.ts";
import type { Store } from "../src/stores/store.ts";
import { checkWindows, type Target, type ToldRun } from "./check-windows.ts";
import { createWorld, type Defect, type Life, type World } from "./faulty-world.ts";
import { baseOptions, dawn } from "./open-scene.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const noticeMs = 30 * minuteMs;

function jobsFrom(begin: number): readonly (Readonly<Record<string, unknown>> & { readonly name: string })[] {
	const at = (ms: number): string => new Date(begin + ms).toISOString();
	return [
		{ name: "hourly", schedule: `R/${at(30 * minuteMs)}/PT1H`, retries: 2 },
		{ name: "child", parents: ["hourly"], retries: 1 },
		{ name: "busy", schedule: `R/${at(5 * minuteMs)}/PT30M`, retries: 0 },
		{ name: "many", schedule: `R/${at(10_000)}/PT1H`, retries: 0, concurrent: true },
		{ name: "counted", schedule: `R20/${at(2 * hourMs)}/PT2H` },
		{ name: "once", schedule: `R1/${at(dayMs)}/PT1H`, retries: 0 },
		{ name: "rome", schedule: `R/${at(0).slice(0, 10)}T06:00:00/P1D`, scheduleTimeZone: "Europe/Rome", retries: 3 },
	];
}

const lives = {
	hourly: { shortestMs: 1000, longestMs: 15 * minuteMs, failsOneIn: 8 },
	child: { shortestMs: 0, longestMs: 10 * minuteMs, failsOneIn: 8 },
	busy: { shortestMs: 5 * minuteMs, longestMs: 70 * minuteMs, failsOneIn: 10 },
	many: { shortestMs: minuteMs, longestMs: 150 * minuteMs, failsOneIn: 10 },
	counted: { shortestMs: 1000, longestMs: 2000 },
	once: { shortestMs: 1000, longestMs: 2000 },
	rome: { shortestMs: hourMs, longestMs: 3 * hourMs, failsOneIn: 4 },
};

export interface Piece {
	readonly seed: number;
	/** Days after the first of January. */
	readonly from: number;
	readonly days: number;
}

/** A week of a year; every one has its own chances, however many there are. */
export function pieceOf(week: number): Piece {
	return { seed: week + 1, from: (week * 7) % 364, days: 7 };
}

export interface Simulated {
	/** How often the server was killed. */
	readonly kills: number;
	/** What it did not do, or did twice. */
	readonly faults: readonly string[];
}

/** Lets a server live that is killed, whose disk fails and whose clock is set, and looks at what it has done. */
export async function simulate(piece: Piece, defect?: Defect): Promise<Simulated> {
	const year = await live({ ...piece, ...(defect === undefined ? {} : { defect }) });
	return { kills: year.kills, faults: faultsOf(year) };
}

interface Year {
	readonly world: World;
	readonly store: Store;
	readonly engine: Engine;
	readonly kills: number;
	readonly begin: number;
}

interface YearOptions extends Piece {
	readonly defect?: Defect;
}

async function live({ seed, from, days, defect }: YearOptions): Promise<Year> {
	const chance = random(seed);
	const begin = dawn + from * dayMs;
	const clock = manualClock(begin);
	const store = memoryStore();
	const world = createWorld({
		clock,
		store,
		chance,
		jobs: lives,
		noticeMs,
		...(defect === undefined ? {} : { defect }),
	});
	const server = await reopen(world, clock, chance);
	let { engine, life } = server;
	let kills = 0;
	let stepAt = begin + hourMs;
	await putJobs(engine, begin);
	world.setCalm(false);
	while (clock.now() < begin + days * dayMs) {
		await clock.advance(chance.below(2 * hourMs));
		if (chance.below(20) === 0) life.kill();
		if (chance.below(20) === 0 && clock.now() > stepAt) {
			world.setClock(chance.pick([-dayMs, dayMs, -hourMs, hourMs, -minuteMs, minuteMs]));
			stepAt = clock.now() + 2 * hourMs;
		}
		if (!life.isDead) continue;
		kills += 1;
		if (chance.below(2) === 0) await clock.advance(chance.below(5 * hourMs));
		({ engine, life } = await reopen(world, clock, chance));
	}
	world.setCalm(true);
	if (life.isDead) ({ engine, life } = await reopen(world, clock, chance));
	await clock.advance({ hours: 6 });
	return { world, store, engine, kills, begin };
}

async function reopen(
	world: World,
	clock: ManualClock,
	chance: Random,
): Promise<{ readonly engine: Engine; readonly life: Life }> {
	for (;;) {
		const life = world.begin();
		const engine = await tryToOpen(life);
		if (engine !== undefined && !life.isDead) {
			life.ready();
			return { engine, life };
		}
		life.kill();
		await clock.advance(chance.below(5 * minuteMs));
	}
}

async function tryToOpen(life: Life): Promise<Engine | undefined> {
	const capacity = { cpus: 100, memMb: 100_000, diskMb: 1e6, gpus: [] };
	try {
		return await openEngine({ ...baseOptions(life), capacity, longestSleepMs: noticeMs, report: rethrowMistakes });
	} catch (error) {
		if (error instanceof Mistake) throw error;
		return undefined;
	}
}

class Mistake extends Error {}

function rethrowMistakes({ code, error }: Problem): void {
	if (code === "input-failed") throw new Mistake("the engine made a mistake", { cause: error });
}

async function putJobs(engine: Engine, begin: number): Promise<void> {
	for (const job of jobsFrom(begin))
		await engine.tell({ type: "job.put", job: Job.parse({ command: "true", ...job }) });
}

/** The times at which jobs are to run, by their definition and nothing else. */
function targetsOf(begin: number, end: number): readonly Target[] {
	const every = (periodMs: number, firstMs: number): readonly number[] =>
		Array.from(
			{ length: Math.ceil((end - begin - firstMs) / periodMs) },
			(_, index) => begin + firstMs + index * periodMs,
		);
	return [
		{ job: "hourly", windows: every(hourMs, 30 * minuteMs) },
		{ job: "busy", windows: every(30 * minuteMs, 5 * minuteMs) },
		{ job: "many", windows: every(hourMs, 10_000), isConcurrent: true },
		{ job: "counted", windows: every(2 * hourMs, 2 * hourMs), most: 20 },
		{ job: "once", windows: [begin + dayMs], most: 1 },
		{ job: "rome", windows: every(hourMs, 0).filter((at) => rome.format(at) === "06") },
	];
}

const rome = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Rome", hour: "2-digit" });

function faultsOf({ world, store, engine, begin }: Year): readonly string[] {
	const records = store.history.listRuns({ limit: Infinity });
	const runs = records.map(({ run, attempts }): ToldRun => ({
		...run,
		attempts: attempts.map(({ end, ...attempt }) => ({ ...attempt, exitCode: end?.exitCode, outcome: end?.outcome })),
	}));
	const events = store.history.listEvents({ after: 0, limit: Infinity });
	const successes = world.claims.filter(({ job, exitCode }) => job === "hourly" && exitCode === 0).length;
	const starts = runs.filter(({ job }) => job === "child").length;
	const drops = events.filter(({ event }) => event.type === "start.dropped" && event.job === "child").length;
	return [
		...checkWindows(targetsOf(begin, Math.max(world.wall(), world.now()) + 2 * dayMs), runs, {
			...world,
			until: world.now(),
		}),
		...(successes === starts + drops
			? []
			: [`child: ${String(starts)} runs and ${String(drops)} drops for ${String(successes)} calls`]),
		...(events.every(({ id }, index) => id === index + 1) ? [] : ["the events are not numbered in order"]),
		...jobsFrom(begin).flatMap(({ name }) => countFaults(name, runs, engine)),
	];
}

function countFaults(name: string, runs: readonly ToldRun[], { state }: Engine): readonly string[] {
	const count = (...outcomes: readonly string[]): number =>
		runs.filter(({ job, outcome = "" }) => job === name && outcomes.includes(outcome)).length;
	const { successCount, errorCount } = findJob(state, name)?.job ?? {};
	const isRight = successCount === count("succeeded") && errorCount === count("failed", "lost");
	return isRight ? [] : [`${name}: ${String(successCount)} successes and ${String(errorCount)} errors are counted`];
}
