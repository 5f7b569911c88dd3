import type { Random } from "@chronos-job/testkit";

/** When a server dies. */
export type KillPoint =
	/** By the clock of whoever started it. */
	| { readonly type: "time"; readonly since: "start" | "ready"; readonly ms: number }
	/** By its own work: the n-th time that it does this. */
	| {
			readonly type: "step";
			readonly step: Step;
			readonly count: number;
			readonly when: "before" | "during" | "after";
			/** How long after the beginning, when it is to be during it. */
			readonly delayUs: number;
	  };

export type Step = "recover" | "commit" | "launch";

/** Any instant, but rather one at which something is under way. */
export function pickKillPoint(dice: Random, usualStartMs: number): KillPoint {
	const luck = dice.next();
	if (luck < 0.25) return { type: "time", since: "start", ms: usualStartMs * (0.3 + 0.9 * dice.next()) };
	if (luck < 0.5) return { type: "time", since: "ready", ms: 500 * dice.next() };
	const step = dice.pick(steps);
	return {
		type: "step",
		step,
		count: 1 + dice.below(mostCounted[step]),
		when: dice.pick(["before", "during", "after"] as const),
		delayUs: Math.floor(longestUs[step] * dice.next() ** 2),
	};
}

const steps: readonly Step[] = ["recover", "commit", "commit", "launch", "launch"];
const mostCounted: Readonly<Record<Step, number>> = { recover: 4, commit: 80, launch: 12 };
// What a launch begins goes on in another process for some milliseconds.
const longestUs: Readonly<Record<Step, number>> = { recover: 2000, commit: 2000, launch: 8000 };
