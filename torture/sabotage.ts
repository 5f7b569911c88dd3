/** Servers that break a promise each, to see whether the torture notices. */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Executor, Store } from "@chronos-job/local";
import type { Victims } from "./executioner.ts";

export const sabotages = {
	/** Answers although nothing is on disk yet. */
	"answers-early": ({ store, ...parts }) => ({ store: late(store), ...parts }),
	/** Forgets that attempts have begun. */
	"launches-again": ({ store, executor, containers }) => ({
		store,
		executor: forgetful(executor),
		containers: containers && forgetful(containers),
	}),
	/** Says of everything that ran when it was killed that all went well. */
	"invents-ends": ({ executor, ...parts }) => ({
		...parts,
		executor: {
			...executor,
			recover: () => {
				const [startedAt, endedAt] = [Date.now(), Date.now()];
				return Promise.resolve({ kind: "exited", exitCode: 0, startedAt, endedAt, userMs: 0, systemMs: 0 });
			},
		},
	}),
	/** Keeps deleted jobs on disk. */
	"keeps-deleted": ({ store, ...parts }) => ({
		store: instead(store, (changes) => store.commit(changes.filter(({ type }) => type !== "job.remove"))),
		...parts,
	}),
} satisfies Readonly<Record<string, (parts: Victims) => Victims>>;

export type Sabotage = keyof typeof sabotages;

function forgetful(executor: Executor): Executor {
	const forgotten = new Set<string>();
	return {
		...executor,
		// An engine does not make a container of the same name twice.
		start: (attempt, ...rest) =>
			executor.start(forgotten.has(attempt.nonce) ? { ...attempt, nonce: randomUUID() } : attempt, ...rest),
		recover: ({ nonce }, { directory }) => {
			forgotten.add(nonce);
			for (const record of [".claim", ".exit", ".container"]) rmSync(join(directory, record), { force: true });
			return Promise.resolve({ kind: "never-claimed" });
		},
	};
}

function late(store: Store): Store {
	const held: (() => void)[] = [];
	return instead(store, (changes) => {
		held.push(() => store.commit(changes));
		setTimeout(() => held.shift()?.(), lateMs);
	});
}

const lateMs = 150;

function instead(store: Store, commit: Store["commit"]): Store {
	return {
		id: store.id,
		history: store.history,
		load: () => store.load(),
		commit,
		prune: (limits) => store.prune(limits),
		[Symbol.dispose]: () => store[Symbol.dispose](),
	};
}
