/** Kills the server that it lives in, at the instant that it was told. */
import { Worker } from "node:worker_threads";
import type { Executor, Store } from "@chronos-job/local";
import type { KillPoint, Step } from "./kill-point.ts";

export interface Victims {
	readonly store: Store;
	readonly executor: Executor;
	readonly containers?: Executor | undefined;
}

/** The same store and executors, with death in between. */
export function condemn({ store, executor, containers }: Victims, point: KillPoint | undefined): Victims {
	if (point?.type !== "step") return { store, executor, containers };
	const blade = openBlade(point);
	return {
		store: {
			id: store.id,
			history: store.history,
			load: () => store.load(),
			commit: (changes) => {
				blade.before("commit");
				store.commit(changes);
				blade.after("commit");
			},
			prune: (limits) => store.prune(limits),
			[Symbol.dispose]: () => store[Symbol.dispose](),
		},
		executor: doom(executor, blade),
		containers: containers && doom(containers, blade),
	};
}

function doom(executor: Executor, blade: Blade): Executor {
	return {
		...executor,
		start: async (...attempt) => {
			blade.before("launch");
			const launch = await executor.start(...attempt);
			blade.after("launch");
			return launch;
		},
		recover: async (...attempt) => {
			blade.before("recover");
			const recovery = await executor.recover(...attempt);
			blade.after("recover");
			return recovery;
		},
	};
}

interface Blade {
	before(step: Step): void;
	after(step: Step): void;
}

function openBlade({ step, count, when, delayUs }: Extract<KillPoint, { type: "step" }>): Blade {
	const strike = when === "during" ? openTimer(delayUs) : undefined;
	let begun = 0;
	let ended = 0;
	return {
		before: (reached) => {
			if (reached !== step || ++begun !== count) return;
			if (when === "before") die();
			strike?.();
		},
		after: (reached) => {
			if (reached === step && ++ended === count && when === "after") die();
		},
	};
}

function die(): never {
	process.kill(process.pid, "SIGKILL");
	throw new Error("a dead server goes on");
}

/** Another thread strikes, because a commit lets nobody else have its own. */
function openTimer(delayUs: number): () => void {
	const flag = new Int32Array(new SharedArrayBuffer(4));
	const worker = new Worker(waitAndStrike, { eval: true, workerData: { flag, delayUs } });
	worker.unref();
	return () => {
		Atomics.store(flag, 0, 1);
		Atomics.notify(flag, 0);
	};
}

const waitAndStrike = `
	const { workerData: { flag, delayUs } } = require("node:worker_threads");
	Atomics.wait(flag, 0, 0);
	const end = performance.now() + delayUs / 1000;
	const idleMs = delayUs / 1000 - 10;
	if (idleMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, idleMs);
	while (performance.now() < end);
	process.kill(process.pid, "SIGKILL");
`;
