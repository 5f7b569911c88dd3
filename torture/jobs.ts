/** Jobs that prove by themselves that they ran: each attempt writes lines into a file that the server knows nothing of. */
import { type Berth, berthed } from "./berth.ts";
import type { Plan } from "./ledger.ts";

export interface Definition {
	readonly name: string;
	readonly plan: Plan;
	readonly version: number;
	readonly proofFile: string;
	/** What the attempt does in between; its exit code is the attempt's. */
	readonly work: string;
	/** Whether it must not come back by itself any more. */
	readonly isResting: boolean;
	/** In which containers it runs, if in any. */
	readonly berth?: Berth | undefined;
}

/** The body of a submit. */
export function jobOf({ name, plan, version, proofFile, work, isResting, berth }: Definition): object {
	const { retries, parents } = plan;
	const command = proving(work, proofFile);
	return {
		name,
		...(berth === undefined ? { command } : berthed(name, command, berth)),
		description: `version ${String(version)}`,
		owner: "torture@localhost",
		cpus: 0.1,
		mem: 1,
		disk: 1,
		retries,
		...(parents.length > 0 ? { parents } : { schedule: isResting ? far : schedulesIn(berth)[plan.kind] }),
	};
}

const far = "R/2100-01-01T00:00:00Z/P1D";

const schedules: Readonly<Record<Plan["kind"], string>> = {
	once: "R1//PT1H",
	flaky: "R1//PT1H",
	slow: "R1//PT1H",
	idle: far,
	every: "R//PT1S",
	link: far,
	phoenix: "R1//PT1H",
};

/** Containers take their time. */
function schedulesIn(berth: Berth | undefined): typeof schedules {
	return berth === undefined ? schedules : { ...schedules, every: "R//PT4S" };
}

// One short line per write: with O_APPEND the kernel keeps them apart. The time since the boot costs no process.
function proving(work: string, proofFile: string): string {
	const line = (words: string, more = "") =>
		`read -r up idle </proc/uptime; echo "$MESOS_TASK_ID ${words} $up${more}" >>'${proofFile}'`;
	const { before, after } = spoken;
	return `${line("start $$", " $GIVEN")}; ${saying(before)}; ${work}; code=$?; ${saying(after)}; ${line("end $code")}; exit $code`;
}

/** The numbers that an attempt says on both outputs, before its work and after it. */
export const spoken = { before: [0, 1, 2, 3], after: [4, 5, 6, 7] } as const;

function saying(numbers: readonly number[]): string {
	return `for n in ${numbers.join(" ")}; do echo "out $n"; echo "err $n" >&2; done`;
}

export const works = {
	quick: "true",
	short: "sleep 0.2",
	long: "sleep 1.5",
	/** The shell gets the signal, ignores it, and has to be killed with its child. */
	stubborn: "trap '' TERM; sleep 2",
	forking: "sleep 1 & wait; true",
} as const;

/** Fails with 3 so many times, then succeeds. */
export function failing(times: number): string {
	return `[ "$CHRONOS_JOB_RUN_ATTEMPT" -ge ${String(times)} ] || (exit 3)`;
}
