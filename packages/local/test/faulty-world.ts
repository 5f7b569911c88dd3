import type { Clock } from "@chronos-job/core";
import type { Random } from "@chronos-job/testkit";
import type { AttemptSpec, Executor, Launch, ManualClock, Recovery, RunningAttempt } from "../src/index.ts";
import type { AttemptEnd } from "../src/executors/executor.ts";
import type { Store } from "../src/stores/store.ts";

/** A machine on which everything goes wrong now and then, and that writes down what really happened. */
export interface World {
	/** Time that only goes on, and what the clock on the wall shows. */
	now(): number;
	wall(): number;
	readonly claims: readonly Claim[];
	readonly calls: readonly Call[];
	readonly troubles: readonly Trouble[];
	readonly steps: readonly Step[];
	/** Starts a server; the one before must be dead. */
	begin(): Life;
	setClock(stepMs: number): void;
	/** Whether nothing goes wrong for now, as at first. */
	setCalm(isCalm: boolean): void;
}

/** A process that really began. */
export interface Claim {
	readonly taskId: string;
	readonly job: string;
	readonly from: number;
	/** Infinity while it runs. */
	to: number;
	/** Undefined while nobody knows, or for ever. */
	exitCode: number | undefined;
}

/** A server asked for a process, and got its answer. */
export interface Call {
	readonly taskId: string;
	readonly job: string;
	readonly from: number;
	to: number;
}

/** A time in which nobody can ask for punctuality. */
export interface Trouble {
	readonly from: number;
	to: number;
}

export interface Step {
	readonly from: number;
	readonly offsetMs: number;
}

/** What one server works with until it is killed. */
export interface Life {
	readonly store: Store;
	readonly executor: Executor;
	readonly clock: Clock;
	readonly isDead: boolean;
	kill(): void;
	/** Punctuality can be asked for again. */
	ready(): void;
}

export interface WorldOptions {
	readonly clock: ManualClock;
	readonly store: Store;
	readonly chance: Random;
	readonly jobs: Readonly<Record<string, JobLife>>;
	/** How long a server takes to notice that the clock was set. */
	readonly noticeMs: number;
	readonly defect?: Defect;
}

/** Ways in which the machine breaks a promise that the engine relies on. */
export type Defect = "claims are forgotten" | "commits are forgotten" | "ends are invented" | "alarms ring late";

export interface JobLife {
	readonly shortestMs: number;
	readonly longestMs: number;
	/** One in so many fails; never when absent. */
	readonly failsOneIn?: number;
}

export function createWorld(options: WorldOptions): World {
	const { clock } = options;
	const state: WorldState = {
		options,
		isCalm: true,
		steps: [{ from: clock.now(), offsetMs: 0 }],
		processes: new Map(),
		claims: [],
		calls: [],
		troubles: [],
	};
	return {
		now: () => clock.now(),
		wall: () => wallOf(state),
		claims: state.claims,
		calls: state.calls,
		troubles: state.troubles,
		steps: state.steps,
		begin: () => beginLife(state),
		setClock: (stepMs) => {
			const offsetMs = (state.steps.at(-1)?.offsetMs ?? 0) + stepMs;
			state.steps.push({ from: clock.now(), offsetMs });
			if (stepMs > 0) state.troubles.push({ from: clock.now(), to: clock.now() + options.noticeMs });
		},
		setCalm: (isCalm) => {
			state.isCalm = isCalm;
		},
	};
}

interface WorldState {
	readonly options: WorldOptions;
	isCalm: boolean;
	readonly steps: Step[];
	readonly processes: Map<string, Process>;
	readonly claims: Claim[];
	readonly calls: Call[];
	readonly troubles: Trouble[];
}

interface Process {
	readonly claim: Claim;
	readonly end: Promise<AttemptEnd>;
	ended: AttemptEnd | undefined;
}

function wallOf({ options, steps }: WorldState): number {
	return options.clock.now() + (steps.at(-1)?.offsetMs ?? 0);
}

function happens(state: WorldState, oneIn: number): boolean {
	return !state.isCalm && state.options.chance.below(oneIn) === 0;
}

const never = <T>(): Promise<T> => new Promise(() => undefined);

function beginLife(state: WorldState): Life {
	const { clock } = state.options;
	const birth: Trouble = { from: clock.now(), to: Infinity };
	state.troubles.push(birth);
	const life = { isDead: false };
	const kill = (): void => {
		if (life.isDead) return;
		life.isDead = true;
		// Until the next one is ready.
		state.troubles.push({ from: clock.now(), to: Infinity });
	};
	return {
		get isDead() {
			return life.isDead;
		},
		kill,
		ready: () => {
			for (const trouble of state.troubles) if (trouble.to === Infinity) trouble.to = clock.now();
		},
		clock: {
			now: () => wallOf(state),
			sleep: async (ms, signal) => {
				const lateMs = state.options.defect === "alarms ring late" && ms > 60_000 ? 90_000 : 0;
				await clock.sleep(ms + lateMs, signal);
				if (life.isDead) await never();
			},
		},
		store: storeIn(state, { life, kill }),
		executor: executorIn(state, life),
	};
}

function storeIn(
	state: WorldState,
	{ life, kill }: { readonly life: { readonly isDead: boolean }; readonly kill: () => void },
): Store {
	const { store, clock, defect } = state.options;
	return {
		id: store.id,
		load: () => store.load(),
		history: store.history,
		prune: (limits) => store.prune(limits),
		commit: (changes) => {
			if (happens(state, 150)) kill();
			if (life.isDead) throw new Error("killed");
			if (happens(state, 60)) {
				state.troubles.push({ from: clock.now(), to: clock.now() + longestRestMs });
				throw new Error("no space left on device");
			}
			if (defect !== "commits are forgotten" || !happens(state, 100)) store.commit(changes);
			if (happens(state, 150)) kill();
		},
		[Symbol.dispose]: () => undefined,
	};
}

/** What a server takes at most until it tries again. */
const longestRestMs = 11_000;

/** What a server takes until it looks again. */
const againAfterMs = 5000;

function executorIn(state: WorldState, life: { readonly isDead: boolean }): Executor {
	const { clock, defect, chance } = state.options;
	// A server that is dead hears nothing.
	const heard = async <T>(value: Promise<T>): Promise<T> => {
		const known = await value;
		return life.isDead ? never() : known;
	};
	const pause = async (call: Call): Promise<void> => {
		if (happens(state, 4)) await clock.sleep(chance.below(5000));
		call.to = clock.now();
		if (life.isDead) await never();
	};
	const running = ({ end }: Process): { readonly kind: "running"; readonly attempt: RunningAttempt } => ({
		kind: "running",
		attempt: { end: heard(end), stop: () => never() },
	});
	return {
		name: "faulty",
		probe: () => Promise.resolve({ available: true }),
		start: async (spec): Promise<Launch> => {
			if (life.isDead) return never();
			const call: Call = { taskId: spec.taskId, job: spec.job.name, from: clock.now(), to: clock.now() };
			state.calls.push(call);
			await pause(call);
			const process = happens(state, 40) ? undefined : claim(state, spec);
			await pause(call);
			return process === undefined ? { kind: "failed", reason: "no descriptors left" } : running(process);
		},
		recover: async ({ nonce }): Promise<Recovery> => {
			if (happens(state, 20)) {
				state.troubles.push({ from: clock.now(), to: clock.now() + againAfterMs });
				throw new Error("the file system is away");
			}
			const process = defect === "claims are forgotten" ? undefined : state.processes.get(nonce);
			if (process === undefined) return { kind: "never-claimed" };
			return process.ended ?? running(process);
		},
	};
}

/** Whoever comes second follows the first. */
function claim(state: WorldState, { taskId, nonce, job }: AttemptSpec): Process {
	const { clock, chance, jobs, defect } = state.options;
	const known = state.processes.get(nonce);
	if (known !== undefined && defect !== "claims are forgotten") return known;
	const { shortestMs, longestMs, failsOneIn } = jobs[job.name] ?? { shortestMs: 0, longestMs: 0 };
	const record: Claim = { taskId, job: job.name, from: clock.now(), to: Infinity, exitCode: undefined };
	const exitCode = failsOneIn !== undefined && chance.below(failsOneIn) === 0 ? 1 : 0;
	const isLost = happens(state, 100);
	const startedAt = wallOf(state);
	const end = clock.sleep(shortestMs + chance.below(longestMs - shortestMs + 1)).then((): AttemptEnd => {
		record.to = clock.now();
		record.exitCode = isLost ? undefined : exitCode;
		const told = defect === "ends are invented" && chance.below(20) === 0 ? 1 - exitCode : exitCode;
		process.ended = isLost
			? { kind: "lost", reason: "gone" }
			: { kind: "exited", exitCode: told, startedAt, endedAt: wallOf(state), userMs: 0, systemMs: 0 };
		return process.ended;
	});
	const process: Process = { claim: record, end, ended: undefined };
	state.processes.set(nonce, process);
	state.claims.push(record);
	return process;
}
