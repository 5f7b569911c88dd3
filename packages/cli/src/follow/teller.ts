import type { Fate, RunEvent } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import type { FollowEvent, OutputEvent, Showing, WatchingEvent } from "./follow-event.ts";
import { openRunMemory } from "./run-memory.ts";

/** Tells what happens, and remembers what is needed to tell it well. */
export interface Teller {
	/** Remembers an event, and tells it if it is to be told. */
	readonly see: (event: RunEvent, options: { readonly isTold: boolean; readonly nextAt?: number }) => void;
	readonly print: (output: Omit<OutputEvent, "type" | "isLabelled" | "showing">) => void;
	readonly conclude: (fate: Fate) => void;
	readonly begin: (facts: Pick<WatchingEvent, "target" | "jobs" | "running" | "queued">) => void;
}

export function openTeller(
	{ host, emit }: Pick<Session<FollowEvent>, "host" | "emit">,
	names: readonly string[],
): Teller {
	const since = host.now();
	const nameWidth = Math.min(widestName, Math.max(0, ...names.map(({ length }) => length)));
	const memory = openRunMemory(host.now);
	const line = { isOpen: false };

	function showing(): Showing {
		return { zone: host.zone, since, nameWidth, isMidLine: line.isOpen };
	}
	function tellLine(event: FollowEvent): void {
		emit(event);
		line.isOpen = false;
	}
	return {
		see(event, { isTold, nextAt }) {
			const next = nextAt === undefined ? {} : { nextAt };
			if (isTold) tellLine({ type: "seen", event, ...memory.factsOf(event), ...next, showing: showing() });
			memory.keep(event, isTold);
		},
		print(output) {
			emit({ type: "output", ...output, isLabelled: names.length > 1, showing: showing() });
			if (output.text !== "") line.isOpen = !output.text.endsWith("\n");
		},
		conclude: (fate) => tellLine({ type: "fate", fate, ...memory.factsOfFate(fate), showing: showing() }),
		begin: (facts) => tellLine({ type: "watching", at: since, ...facts, showing: showing() }),
	};
}

const widestName = 32;
