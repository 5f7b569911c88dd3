/** A promise that was broken. */
export interface Violation {
	readonly rule: Rule;
	/** The job, run or attempt. */
	readonly about: string;
	readonly detail: string;
}

/** What is promised, by a short name. */
export const rules = {
	"jobs-lost": "accepted jobs lost",
	"jobs-back": "deleted jobs back",
	"jobs-wrong": "definitions other than the last accepted one",
	"answers-wrong": "requests refused or failed without a reason",
	"attempts-doubled": "attempts that ran twice",
	"attempts-unknown": "attempts that ran and are not in the history",
	"attempts-overlap": "attempts of one job at the same time",
	"attempts-stuck": "attempts, runs or calls that never came to an end",
	"outcomes-wrong": "outcomes other than what the command did",
	"times-wrong": "ends more than three seconds off",
	"numbers-wrong": "runs whose attempts are not numbered 0, 1, 2 …",
	"counters-wrong": "counters other than the outcomes in the history",
	"runs-wrong": "jobs that ran more or less often than they should",
	"windows-wrong": "occurrences missed, doubled or merged without saying so",
	"edges-wrong": "children called more or less often than their parents succeeded",
	"events-wrong": "gaps or repetitions in the events",
	"processes-left": "processes of jobs left behind",
	"containers-left": "containers left behind",
	"gpus-wrong": "GPUs that two had at once, or nobody who should",
	"capacity-leaked": "room that nobody uses and nobody gets",
	"logs-wrong": "lines lost, doubled or in another order",
	"server-failed": "servers that ended, failed to start or complained by themselves",
	"restart-told": "answers changed by a restart",
} as const;

export type Rule = keyof typeof rules;
