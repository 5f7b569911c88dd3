import { tempDir } from "@chronos-job/testkit";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Attempt, JobRecord, Run } from "../engine/state.ts";
import { memoryStore } from "./memory-store.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import type { Store, StoreChange } from "./store.ts";
import {
	append,
	attemptOf,
	ended,
	jobNamed,
	recordOf,
	runOf,
	saveAttempt,
	saveJob,
	saveRun,
	settled,
} from "./stored.samples.ts";

const names = ["a", "b", "c", "d.e", "F"];

/** What a deed is about is picked among what there is. */
interface Deed {
	readonly kind: "put" | "hide" | "remove" | "queue" | "launch" | "start" | "end" | "settle" | "retry" | "event";
	readonly which: number;
}

const deed = fc.record<Deed>({
	kind: fc.constantFrom("put", "hide", "remove", "queue", "launch", "start", "end", "settle", "retry", "event"),
	which: fc.nat(20),
});
const act = fc.oneof(
	{ weight: 8, arbitrary: fc.array(deed, { maxLength: 12 }) },
	fc.record({ settledBefore: fc.nat(60), events: fc.nat(12), atMost: fc.integer({ min: 1, max: 5 }) }),
	fc.constant("restart" as const),
);

test("whatever is stored, both kinds of store remember the same", () => {
	expect.hasAssertions();
	fc.assert(
		fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
			using directory = tempDir();
			const memory = memoryStore();
			const world = emptyWorld();
			let store = openSqliteStore({ directory: directory.path });
			try {
				for (const next of acts) {
					if (next === "restart") {
						store[Symbol.dispose]();
						store = openSqliteStore({ directory: directory.path });
					} else if (Array.isArray(next)) {
						const changes = next.flatMap((one) => changesOf(world, one));
						memory.commit(changes);
						store.commit(changes);
					} else {
						prune(memory, next);
						prune(store, next);
					}
					expect(all(store)).toEqual(all(memory));
				}
			} finally {
				store[Symbol.dispose]();
			}
		}),
		{ numRuns: 40 },
	);
});

function prune(store: Store, limits: Parameters<Store["prune"]>[0]): void {
	while (store.prune(limits));
}

function all({ history, ...store }: Store): object {
	const runs = history.listRuns({ limit: 1000 });
	return {
		...store.load(),
		runs,
		ofJobs: names.map((job) => history.listRuns({ job, before: 30, limit: 3 })),
		found: runs.map(({ run }) => history.findRun(run.id)),
		attempts: runs.flatMap(({ attempts }) => attempts.map(({ taskId }) => history.findAttempt(taskId))),
		events: history.listEvents({ after: 2, limit: 1000 }),
		firstEventId: history.firstEventId(),
	};
}

/** What an engine would know. */
interface World {
	readonly jobs: Map<string, JobRecord>;
	readonly runs: Run[];
	readonly attempts: Attempt[];
	id: number;
	eventId: number;
}

function emptyWorld(): World {
	return { jobs: new Map(), runs: [], attempts: [], id: 0, eventId: 0 };
}

function changesOf(world: World, { kind, which }: Deed): readonly StoreChange[] {
	const name = names[which % names.length] ?? "a";
	if (kind === "put") return [saveJob(put(world, name))];
	if (kind === "event") return [append(++world.eventId, name)];
	if (kind === "queue") return [saveRun(remember(world.runs, runOf(++world.id, name)))];
	if (kind === "hide" || kind === "remove") {
		world.jobs.delete(name);
		return [kind === "hide" ? { type: "job.hide", job: jobNamed(name) } : { type: "job.remove", name }];
	}
	return followUp(world, { kind, which });
}

function followUp(world: World, { kind, which }: Deed): readonly StoreChange[] {
	const run = world.runs[which % Math.max(1, world.runs.length)];
	if (run === undefined) return [];
	if (kind === "launch") return [saveAttempt(remember(world.attempts, attemptOf(run, world.attempts.length)))];
	if (kind === "settle") return [saveRun(remember(world.runs, settled(run, which * 3)))];
	if (kind === "retry")
		return run.settledAt === undefined ? [saveRun({ ...run, phase: "waiting", retryAt: which })] : [];
	const attempt = world.attempts[which % Math.max(1, world.attempts.length)];
	if (attempt === undefined) return [];
	if (kind === "end") return [saveAttempt(remember(world.attempts, ended(attempt)))];
	return attempt.phase === "ended" ? [] : [saveAttempt({ ...attempt, phase: "running", startedAt: which })];
}

function put(world: World, name: string): JobRecord {
	const known = world.jobs.get(name);
	const version = (known?.version ?? 0) + 1;
	const job = jobNamed(name, { command: `echo ${String(version)}` });
	const record = recordOf(known?.id ?? ++world.id, job, { version, edges: new Map([["x", version]]) });
	world.jobs.set(name, record);
	return record;
}

function remember<T extends Run | Attempt>(list: T[], item: T): T {
	const isSame = (other: T) =>
		"id" in item ? "id" in other && other.id === item.id : "taskId" in other && other.taskId === item.taskId;
	const known = list.findIndex(isSame);
	list.splice(known < 0 ? list.length : known, 1, item);
	return item;
}
