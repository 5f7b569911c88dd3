import type { JobFacts } from "@chronos-job/core";
import type { FeedState } from "../state/state.ts";
import { type Answer, type FactChange, openFactMemory } from "./fact-memory.ts";
import type { FeedAction, FeedOptions } from "./feed.ts";
import type { GpuUses } from "../state/job-row.ts";
import { isSameValue } from "./is-same-value.ts";

/** Tells the dashboard what it does not know yet. */
export interface Teller {
	/** How many jobs there are, as far as anybody said. */
	readonly size: () => number;
	readonly isWhole: () => boolean;
	/** All that is known. */
	readonly known: () => readonly JobFacts[];
	/** Answers what changed. */
	readonly all: (answer: Answer) => FactChange;
	readonly some: (facts: readonly JobFacts[], gone: readonly string[]) => FactChange;
	readonly state: (feed: FeedState) => void;
	readonly server: (dialect: string | undefined, skewMs: number | undefined) => void;
	/** When runs that failed are tried again, by job. */
	readonly retries: (retries: ReadonlyMap<string, number>) => void;
	/** What attempts under way use of their GPUs, by job. */
	readonly gpuUses: (uses: GpuUses) => void;
	readonly sweeps: (sweeps: ReadonlyMap<string, string>) => void;
}

export function openTeller({ clock, dispatch }: Pick<FeedOptions, "clock" | "dispatch">): Teller {
	const memory = openFactMemory();
	const dispatchNews = newsOf(dispatch);
	let toldWhole: boolean | undefined;
	let hasToldUses = false;

	function tell(change: FactChange): FactChange {
		const at = clock.now();
		const { isWhole } = memory;
		const isMuch = change.facts.length + change.gone.length > Math.max(leastMuch, memory.size / 10);
		if (toldWhole !== isWhole || isMuch) dispatch({ type: "feed.all", facts: memory.all(), isWhole, at });
		else dispatch({ type: "feed.some", facts: change.facts, gone: change.gone, at });
		toldWhole = isWhole;
		return change;
	}
	return {
		size: () => memory.size,
		isWhole: () => memory.isWhole,
		known: () => memory.all(),
		all: (answer) => tell(memory.takeAll(answer)),
		some: (facts, gone) => tell(memory.takeSome(facts, gone)),
		state: (feed) => dispatchNews({ type: "feed.state", feed, now: clock.now() }),
		server: (dialect, skewMs) => dispatchNews({ type: "feed.server", dialect, skewMs }),
		retries: (retries) => dispatchNews({ type: "feed.retries", retries }),
		gpuUses(uses) {
			if (uses.size > 0 || hasToldUses) dispatchNews({ type: "feed.gpuUses", uses });
			hasToldUses = uses.size > 0;
		},
		sweeps: (sweeps) => dispatchNews({ type: "feed.sweeps", sweeps }),
	};
}

/** More changes than these are told as a new whole. */
const leastMuch = 200;

/** What was said last of a kind is not said again. */
function newsOf(dispatch: FeedOptions["dispatch"]): (action: FeedAction) => void {
	const last = new Map<string, unknown>();
	return (action) => {
		const said = factsOf(action);
		if (isSameValue(last.get(action.type), said)) return;
		last.set(action.type, said);
		dispatch(action);
	};
}

function factsOf(action: FeedAction): unknown {
	if (action.type === "feed.state") return action.feed;
	if (action.type === "feed.gpuUses") return Object.fromEntries(action.uses);
	if (action.type === "feed.retries") return Object.fromEntries(action.retries);
	return action.type === "feed.sweeps" ? Object.fromEntries(action.sweeps) : action;
}
