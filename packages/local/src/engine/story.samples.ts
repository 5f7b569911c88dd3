import { Job } from "@chronos-job/schemas";
import { decide } from "./decide.ts";
import type { Effect, EngineEvent } from "./effect.ts";
import type { AttemptFinished, Input } from "./input.ts";
import { createSettings, type SettingsOptions } from "./settings.ts";
import { type Capacity, emptyState, type EngineState, findJob, type JobState } from "./state.ts";

/** What somebody tells an engine; a function where that depends on what it did. */
export type Told = Input | ((state: EngineState) => Input);

/** Seconds after the dawn, and what is told then. */
export type Step = readonly [number, Told];

export interface Story {
	readonly state: EngineState;
	/** The effects of every step. */
	readonly effects: readonly (readonly Effect[])[];
}

export interface Scene extends SettingsOptions {
	readonly capacity?: Capacity;
}

/** When all stories begin: 2026-01-01T00:00:00Z. */
export const dawn = 1_767_225_600_000;

export function tell(scene: Scene, steps: readonly Step[]): Story {
	const { capacity = { cpus: 4, memMb: 4096, diskMb: 10_000, gpus: ["0", "1"] }, ...options } = scene;
	const begin: Story = { state: emptyState(createSettings(options), capacity), effects: [] };
	return steps.reduce(goOn, begin);
}

export function goOn({ state, effects }: Story, [seconds, told]: Step): Story {
	const input = typeof told === "function" ? told(state) : told;
	const decision = decide(state, input, dawn + seconds * 1000);
	return { state: decision.state, effects: [...effects, decision.effects] };
}

export const tick: Input = { type: "clock.ticked" };

export function put(name: string, fields: Readonly<Record<string, unknown>> = {}): Input {
	return { type: "job.put", job: Job.parse({ name, command: "true", ...fields }) };
}

/** Puts a job that does nothing by itself. */
export function putIdle(name: string, fields: Readonly<Record<string, unknown>> = {}): Input {
	return put(name, { schedule: "R/2030-01-01T00:00:00Z/P1D", ...fields });
}

export function start(name: string, args = ""): Input {
	return { type: "job.started", name, args };
}

export function finish(name: string, end: Omit<AttemptFinished, "type" | "taskId"> = { exitCode: 0 }): Told {
	return (state) => ({ type: "attempt.finished", taskId: firstAttempt(state, name), ...end });
}

export function fail(name: string): Told {
	return finish(name, { exitCode: 1 });
}

export function firstAttempt(state: EngineState, name: string): string {
	return findJob(state, name)?.running[0] ?? `no attempt of ${name}`;
}

export function jobIn(state: EngineState, name: string): JobState {
	const found = findJob(state, name);
	if (found === undefined) throw new Error(`there is no job ${name}`);
	return found;
}

/** What the engine did, one line a deed, without what it saved. */
export function deeds(effects: readonly Effect[]): readonly string[] {
	return effects.flatMap((effect) => deedsOf(effect));
}

function deedsOf(effect: Effect): readonly string[] {
	if (effect.type === "launch") return [`launch ${relative(effect.attempt.taskId)}`];
	if (effect.type === "stop") return [`stop ${relative(effect.taskId)} ${effect.reason}`];
	if (effect.type === "refuse") return [`refuse ${effect.refusal.code}`];
	if (effect.type === "wake") return [`wake ${effect.at === undefined ? "never" : seconds(effect.at)}`];
	return effect.type === "emit" ? [deedOf(effect.event)] : [];
}

function deedOf(event: EngineEvent): string {
	const because = "because" in event && event.because !== undefined ? ` ${event.because}` : "";
	const outcome = event.type === "run.settled" ? ` ${event.outcome}` : "";
	const about = "job" in event ? event.job : String(event.byMs);
	return `${event.type} ${about}${outcome}${because}`;
}

function relative(taskId: string): string {
	return taskId.replace(/^ct:(\d+)/, (_, stamp: string) => `ct:${seconds(Number(stamp))}`);
}

function seconds(ms: number): number {
	return Math.round(ms - dawn) / 1000;
}

/** What the last step of a story brings about. */
export function last(scene: Scene, steps: readonly Step[]): readonly string[] {
	return deeds(tell(scene, steps).effects.at(-1) ?? []);
}
