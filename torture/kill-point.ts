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

/** How long what a server does takes, and how often it does it before it is killed. */
export interface Pace {
	/** One that does not come as far as it should is killed all the same. */
	readonly patienceMs: number;
	readonly mostCounted: Readonly<Record<Step, number>>;
	readonly longestUs: Readonly<Record<Step, number>>;
}

export const paces = {
	processes: {
		patienceMs: 500,
		mostCounted: { recover: 4, commit: 80, launch: 12 },
		// What a launch begins goes on in another process for some milliseconds.
		longestUs: { recover: 2000, commit: 2000, launch: 8000 },
	},
	containers: {
		patienceMs: 3000,
		mostCounted: { recover: 4, commit: 30, launch: 4 },
		// Several calls of an engine that is busy.
		longestUs: { recover: 20_000, commit: 2000, launch: 1_500_000 },
	},
} as const satisfies Readonly<Record<string, Pace>>;

/** Any instant, but rather one at which something is under way. */
export function pickKillPoint(dice: Random, usualStartMs: number, pace: Pace): KillPoint {
	const luck = dice.next();
	if (luck < 0.25) return { type: "time", since: "start", ms: usualStartMs * (0.3 + 0.9 * dice.next()) };
	if (luck < 0.5) return { type: "time", since: "ready", ms: pace.patienceMs * dice.next() };
	const step = dice.pick(steps);
	return {
		type: "step",
		step,
		count: 1 + dice.below(pace.mostCounted[step]),
		when: dice.pick(["before", "during", "after"] as const),
		delayUs: Math.floor(pace.longestUs[step] * dice.next() ** 2),
	};
}

const steps: readonly Step[] = ["recover", "commit", "commit", "launch", "launch"];
