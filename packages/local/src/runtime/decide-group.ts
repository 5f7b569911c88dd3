import { decide } from "../engine/decide.ts";
import type { Effect, EngineEvent, Refusal } from "../engine/effect.ts";
import type { Input } from "../engine/input.ts";
import type { EngineState } from "../engine/state.ts";
import type { StoreChange, StoredEvent } from "../stores/store.ts";

/** What is to be done once the rest is on disk. */
export type Deed = Extract<Effect, { type: "launch" | "stop" }>;

/** What became of one input of a group; an error is a mistake of the engine. */
export interface Verdict {
	readonly refusal: Refusal | undefined;
	readonly error?: unknown;
}

export interface Group {
	readonly state: EngineState;
	/** One for each input. */
	readonly verdicts: readonly Verdict[];
	readonly changes: readonly StoreChange[];
	readonly deeds: readonly Deed[];
	readonly lastEventId: number;
}

export interface GroupStart {
	readonly state: EngineState;
	readonly now: number;
	readonly lastEventId: number;
}

/** Decides inputs one after the other; of what is saved more than once, only the last is left. */
export function decideGroup(inputs: readonly Input[], { state: before, now, lastEventId }: GroupStart): Group {
	let state = before;
	const effects: Sorted = { saves: [], events: [], deeds: [] };
	const verdicts = inputs.map((input): Verdict => {
		try {
			const decision = decide(state, input, now);
			({ state } = decision);
			return { refusal: sortInto(effects, decision.effects) };
		} catch (error) {
			return { refusal: undefined, error: error ?? new Error("the engine failed without saying why") };
		}
	});
	const events = effects.events.map((event, index) => appended({ id: lastEventId + 1 + index, at: now, event }));
	return {
		state,
		verdicts,
		// A single decision saves nothing twice.
		changes: [...(inputs.length > 1 ? lastOf(effects.saves) : effects.saves), ...events],
		deeds: effects.deeds,
		lastEventId: lastEventId + events.length,
	};
}

type Save = Exclude<StoreChange, { type: "event.append" }>;

interface Sorted {
	readonly saves: Save[];
	readonly events: EngineEvent[];
	readonly deeds: Deed[];
}

/** Answers the refusal, if there is one. */
function sortInto(sorted: Sorted, effects: readonly Effect[]): Refusal | undefined {
	let refusal: Refusal | undefined;
	for (const effect of effects) {
		if (effect.type === "emit") sorted.events.push(effect.event);
		else if (effect.type === "launch" || effect.type === "stop") sorted.deeds.push(effect);
		else if (effect.type === "refuse") ({ refusal } = effect);
		else if (effect.type !== "wake") sorted.saves.push(effect);
	}
	return refusal;
}

function appended(event: StoredEvent): StoreChange {
	return { type: "event.append", event };
}

function lastOf(saves: readonly Save[]): readonly Save[] {
	const seen: Seen = { jobs: new Set(), runs: new Set(), attempts: new Set() };
	// The last one goes last: a job that was removed in between is saved after that.
	return saves
		.toReversed()
		.filter((save) => isNew(seen, save))
		.toReversed();
}

interface Seen {
	readonly jobs: Set<string>;
	readonly runs: Set<number>;
	readonly attempts: Set<string>;
}

function isNew({ jobs, runs, attempts }: Seen, save: Save): boolean {
	switch (save.type) {
		case "job.save":
			return isAdded(jobs, save.record.job.name);
		case "job.hide":
			return isAdded(jobs, save.job.name);
		// A name that is given away again belongs to another job.
		case "job.remove":
			return true;
		case "run.save":
			return isAdded(runs, save.run.id);
		case "attempt.save":
			return isAdded(attempts, save.attempt.taskId);
	}
}

function isAdded<T>(set: Set<T>, value: T): boolean {
	const { size } = set;
	return set.add(value).size > size;
}
