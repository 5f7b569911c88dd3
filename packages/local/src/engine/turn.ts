import type { Effect, EngineEvent, Refusal } from "./effect.ts";
import { withEntry, withoutKey } from "./ordered-map.ts";
import { type Attempt, type EngineState, findJob, type JobState, type Run } from "./state.ts";

export interface Decision {
	readonly state: EngineState;
	readonly effects: readonly Effect[];
}

/** One decision in the making: the state so far, and what is to be done about it. */
export interface Turn {
	readonly now: number;
	/** With all changes so far: look here again after each. */
	readonly state: EngineState;
	change(patch: Partial<EngineState>): void;
	setJob(job: JobState): void;
	removeJob(name: string): void;
	/** A settled run is saved a last time and forgotten. */
	setRun(run: Run): void;
	/** So is an attempt that has ended. */
	setAttempt(attempt: Attempt): void;
	emit(event: EngineEvent): void;
	act(effect: Effect): void;
	refuse(refusal: Refusal): void;
	/** Waiting runs have to be looked at again. */
	wantAdmission(): void;
	/** The loop turns again at once (contract §5.1). */
	wantLoop(): void;
	takeWish(wish: Wish): boolean;
	close(): Decision;
}

export type Wish = "admission" | "loop";

export function openTurn(before: EngineState, now: number): Turn {
	// One copy a turn, not one a change; nobody else has it before the turn is closed.
	const state: Draft = { ...before };
	// By id: jobs and runs are counted together, attempts have texts.
	const saves = new Map<string | number, Effect>();
	const events: Effect[] = [];
	const actions: Effect[] = [];
	const refusals: Effect[] = [];
	const wishes = { admission: false, loop: false };
	return {
		now,
		state,
		change: (patch) => void Object.assign(state, patch),
		setJob: (job) => {
			state.jobs = withEntry(state.jobs, job.job.name, job);
			saves.set(job.id, { type: "job.save", record: job });
		},
		removeJob: (name) => {
			const known = findJob(state, name);
			if (known === undefined) return;
			state.jobs = withoutKey(state.jobs, name);
			saves.set(known.id, { type: "job.remove", name });
		},
		setRun: (run) => {
			state.runs = run.phase === "settled" ? withoutKey(state.runs, run.id) : withEntry(state.runs, run.id, run);
			saves.set(run.id, { type: "run.save", run });
		},
		setAttempt: (attempt) => {
			const { taskId, phase } = attempt;
			const { attempts: live } = state;
			state.attempts = phase === "ended" ? withoutKey(live, taskId) : withEntry(live, taskId, attempt);
			saves.set(taskId, { type: "attempt.save", attempt });
		},
		emit: (event) => void events.push({ type: "emit", event }),
		act: (effect) => void actions.push(effect),
		refuse: (refusal) => void refusals.push({ type: "refuse", refusal }),
		wantAdmission: () => void (wishes.admission = true),
		wantLoop: () => void (wishes.loop = true),
		takeWish: (wish) => {
			const isWished = wishes[wish];
			wishes[wish] = false;
			return isWished;
		},
		close: () =>
			refusals.length > 0
				? { state: before, effects: refusals }
				: { state, effects: [...saves.values(), ...events, ...actions] },
	};
}

type Draft = { -readonly [Key in keyof EngineState]: EngineState[Key] };
