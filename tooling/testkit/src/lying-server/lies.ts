/** What the server can be told to get wrong; those that name a job concern all jobs unless one is named. */
export const lieNames = {
	"altered-field": "stores `patch` over what was sent",
	"closes-early": "closes kept connections without a word after an answer",
	"dropped-but-204": "answers 204 to a write and does nothing",
	garbled: "answers reads with a text in which something is wrong, by the choice of `seed`",
	"ghost-job": "takes a new job and never shows it (contract §3.3)",
	"html-500": "answers a page with a Java exception",
	meddler: "lets somebody else change the job that `patch` names, after the next read of jobs",
	"not-chronos": "is a web server that knows nothing of Chronos; with status 200 it answers its page everywhere",
	"proxied-400": "is a standby that loses the bodies of errors (contract §1.5)",
	"proxied-400-truncated": "the same, but the length of the lost page is still announced",
	"r0-to-r": "makes the schedule infinite when the last run is tried again (contract §4.7)",
	redirect: "sends every request to `to`, a path or a whole address, with `status` 307",
	"sleeping-loop": "shows new jobs and starts what is due only after `wake` (contract §5.1)",
	"stale-read": "reads after a write show what was before; one read unless `reads` says otherwise",
	"stored-but-500": "does what it was asked and answers a page with an error",
	"stored-but-reset": "does what it was asked and cuts the connection",
	"summary-500": "loses a race when asked what all jobs do; once unless `times` says otherwise (contract §9.16)",
	unauthorized: "takes no credentials for right",
	"wiped-counters": "sets the counters of a replaced job to zero although they were sent along",
	"wrong-types": "answers texts where numbers are due, and the other way round",
} as const;

export type LieName = keyof typeof lieNames;

export interface Lie {
	readonly name: LieName;
	/** All jobs when absent. */
	readonly job?: string;
	/** How often it is told; for ever when absent, but see the lies that sober up by themselves. */
	readonly times?: number;
	/** How many reads after each write show what was before; one when absent. */
	readonly reads?: number;
	readonly patch?: Readonly<Record<string, unknown>>;
	readonly seed?: number;
	readonly to?: string;
	readonly status?: number;
}

export interface Lies {
	tell(lie: LieName | Lie): void;
	/** All lies when none is named. */
	stop(name?: LieName): void;
	/** The lie to tell now, counted as told. */
	take(name: LieName, job?: string): Lie | undefined;
	has(name: LieName, job?: string): boolean;
}

export function createLies(): Lies {
	let told: readonly { readonly lie: Lie; left: number }[] = [];
	const find = (name: LieName, job?: string) =>
		told.find(({ lie, left }) => lie.name === name && left > 0 && (lie.job === undefined || lie.job === job));
	function tell(lie: LieName | Lie): void {
		const whole = typeof lie === "string" ? { name: lie } : lie;
		told = [...told, { lie: whole, left: whole.times ?? usualTimes[whole.name] ?? Number.POSITIVE_INFINITY }];
	}
	return {
		tell,
		stop(name) {
			told = told.filter(({ lie }) => name !== undefined && lie.name !== name);
		},
		take(name, job) {
			const found = find(name, job);
			if (found !== undefined) found.left--;
			return found?.lie;
		},
		has: (name, job) => find(name, job) !== undefined,
	};
}

const usualTimes: Partial<Record<LieName, number>> = { meddler: 1, "summary-500": 1 };
