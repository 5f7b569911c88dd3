import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
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

const stores = new Map<string, Store>();

describeStore("memory store", (directory) => {
	const store = stores.get(directory) ?? memoryStore();
	stores.set(directory, store);
	return store;
});
describeStore("SQLite store", (directory) => openSqliteStore({ directory }));

/** What every store has to do; opened in the same directory again, it has to remember. */
function describeStore(kind: string, open: (directory: string) => Store): void {
	/** What a store holds after commits and a restart. */
	function after<T>(commits: readonly (readonly StoreChange[])[], read: (store: Store) => T): T {
		using directory = tempDir();
		{
			using store = open(directory.path);
			for (const changes of commits) store.commit(changes);
		}
		using store = open(directory.path);
		return read(store);
	}

	describe(`a ${kind}`, () => {
		describeJobs(after);
		describeRuns(after);
		describeEvents(after);
		describePruning(after);

		it("keeps its name, which no other store has", () => {
			using one = tempDir();
			using other = tempDir();
			const names = [one, one, other].map(({ path }) => {
				using store = open(path);
				return store.id;
			});
			expect(names[0]).toMatch(/^\S{16,}$/);
			expect(names[1]).toBe(names[0]);
			expect(names[2]).not.toBe(names[0]);
		});
	});
}

function load(store: Store): ReturnType<Store["load"]> {
	return store.load();
}

function pruned(store: Store, limits: Parameters<Store["prune"]>[0]): Store {
	for (let more = true; more;) more = store.prune(limits);
	return store;
}

type After = <T>(commits: readonly (readonly StoreChange[])[], read: (store: Store) => T) => T;

function describeJobs(after: After): void {
	const a = recordOf(4, jobNamed("a"), { edges: new Map([["p", 2]]), lastStamp: 7, lastRetryStamp: 8, version: 3 });

	it("is empty at first", () => {
		expect(after([], load)).toEqual({ jobs: [], hidden: [], runs: [], attempts: [], lastId: 0, lastEventId: 0 });
	});

	it("returns a job as it was saved last, and nothing that an engine knows besides", () => {
		const state = { ...a, version: 4, dueAt: 5, running: [] };
		expect(after([[saveJob(a)], [saveJob(state)]], load).jobs).toEqual([{ ...a, version: 4 }]);
	});

	it.each([
		{ description: "Zürich 😀 \u0000 \\ \" '; --\u2028" },
		{ cpus: 0.1 + 0.2, mem: 1e-7, disk: 1e21, retries: 2 ** 53 - 1 },
		{ description: "x".repeat(100_000), environmentVariables: [{ name: "A", value: "€".repeat(5000) }] },
		{ schedule: undefined, parents: ["p", "q"] },
	])("returns every field unchanged (case %#)", (fields) => {
		const job = jobNamed("a", fields);
		expect(after([[saveJob(recordOf(1, job))]], load).jobs[0]?.job).toEqual(job);
	});

	it("returns jobs in the order of their creation", () => {
		const saved = [3, 1, 2].map((id) => saveJob(recordOf(id, jobNamed(`j${String(id)}`))));
		expect(after([saved], load).jobs.map(({ id }) => id)).toEqual([1, 2, 3]);
	});

	it.each([
		["hidden, then seen", [{ type: "job.hide", job: a.job }, saveJob(a)], { jobs: [a], hidden: [] }],
		["seen, then hidden", [saveJob(a), { type: "job.hide", job: a.job }], { jobs: [], hidden: [a.job] }],
		[
			"hidden twice",
			[
				{ type: "job.hide", job: a.job },
				{ type: "job.hide", job: jobNamed("a", { command: "false" }) },
			],
			{ jobs: [], hidden: [jobNamed("a", { command: "false" })] },
		],
		["created again", [saveJob(a), saveJob({ ...a, id: 9 })], { jobs: [{ ...a, id: 9 }], hidden: [] }],
		["removed", [saveJob(a), { type: "job.remove", name: "a" }], { jobs: [], hidden: [] }],
		[
			"hidden, then removed",
			[
				{ type: "job.hide", job: a.job },
				{ type: "job.remove", name: "a" },
			],
			{ jobs: [], hidden: [] },
		],
		["removed before it was there", [{ type: "job.remove", name: "a" }, saveJob(a)], { jobs: [a], hidden: [] }],
	] satisfies readonly [string, readonly StoreChange[], object][])(
		"has a job once that was %s",
		(_, changes, expected) => {
			expect(after([changes], load)).toMatchObject(expected);
			expect(
				after(
					changes.map((change) => [change]),
					load,
				),
			).toMatchObject(expected);
		},
	);

	it("returns several hidden jobs by their names", () => {
		const hide = ["c", "a", "b"].map((name): StoreChange => ({ type: "job.hide", job: jobNamed(name) }));
		const rest = [{ type: "job.remove", name: "b" } as const, { type: "job.hide", job: jobNamed("d") } as const];
		expect(after([hide, rest], load).hidden.map(({ name }) => name)).toEqual(["a", "c", "d"]);
	});

	it.each([
		["a job", [saveJob(recordOf(7, jobNamed("a")))], 7],
		["a job that was deleted", [saveJob(recordOf(7, jobNamed("a"))), { type: "job.remove", name: "a" }], 7],
		["a job that was hidden", [saveJob(recordOf(7, jobNamed("a"))), { type: "job.hide", job: jobNamed("a") }], 7],
		["a run", [saveRun(runOf(9, "a")), saveJob(recordOf(7, jobNamed("a")))], 9],
		["a run that is settled", [saveRun(settled(runOf(9, "a"), 5))], 9],
		["no hidden job", [{ type: "job.hide", job: jobNamed("a") }], 0],
	] satisfies readonly [string, readonly StoreChange[], number][])(
		"knows the largest id, that of %s",
		(_, changes, id) => {
			expect(after([changes], load).lastId).toBe(id);
		},
	);
}

function describeRuns(after: After): void {
	const [queued, live, over] = [runOf(11, "a"), runOf(12, "b", { phase: "live" }), settled(runOf(13, "a"), 99)];

	it("loads the runs that are not settled and the attempts that have not ended", () => {
		const attempts = [attemptOf(live), attemptOf(over)];
		const changes = [queued, live, over].map(saveRun);
		const loaded = after([[...changes, ...attempts.map(saveAttempt)], [saveAttempt(ended(attemptOf(over)))]], load);
		expect(loaded.runs).toStrictEqual([queued, live]);
		expect(loaded.attempts).toStrictEqual([attemptOf(live)]);
	});

	it("loads attempts in the order of their launches", () => {
		const late = attemptOf(runOf(5, "z"));
		const changes = [attemptOf(live), late, { ...attemptOf(live), phase: "running", startedAt: 3 } as const];
		expect(after([changes.map(saveAttempt)], load).attempts.map(({ runId }) => runId)).toEqual([12, 5]);
	});

	it("forgets no run that is settled, and no attempt that has ended", () => {
		const attempts = [1, 0, 2].map((number) => ended(attemptOf(over, number)));
		const record = after(
			[[saveRun({ ...over, phase: "live", settledAt: undefined })], [saveRun(over)], attempts.map(saveAttempt)],
			(store) => [
				store.history.findRun(13),
				store.history.findAttempt(attemptOf(over, 2).taskId),
				store.history.findRun(14),
				store.history.findAttempt("ct:0:0:nothing:"),
			],
		);
		expect(record[0]).toStrictEqual({ run: over, attempts: [0, 1, 2].map((number) => ended(attemptOf(over, number))) });
		expect(record.slice(1)).toStrictEqual([ended(attemptOf(over, 2)), undefined, undefined]);
	});

	it.each([
		[{ limit: 3 }, [20, 19, 18]],
		[{ limit: 3, before: 18 }, [17, 16, 15]],
		[{ limit: 50 }, [20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
		[{ limit: 2, job: "odd" }, [19, 17]],
		[{ limit: 2, job: "odd", before: 17 }, [15, 13]],
		[{ limit: 9, before: 1 }, []],
		[{ limit: 9, job: "none" }, []],
		[{ limit: 0 }, []],
	])("lists runs page by page, the newest first: %j", (query, expected) => {
		const runs = Array.from({ length: 20 }, (_, index) => runOf(index + 1, index % 2 === 0 ? "odd" : "even"));
		const some = runs.map((run) => (run.id % 3 === 0 ? settled(run, run.id) : run));
		const found = after([some.map(saveRun), [saveAttempt(attemptOf(runOf(19, "odd")))]], ({ history }) =>
			history.listRuns(query),
		);
		expect(found.map(({ run }) => run.id)).toEqual(expected);
		expect(found.map(({ attempts }) => attempts.length)).toEqual(expected.map((id) => (id === 19 ? 1 : 0)));
	});
}

function describeEvents(after: After): void {
	const events = Array.from({ length: 10 }, (_, index) => append(index + 1));

	it.each([
		[{ after: 0, limit: 3 }, [1, 2, 3]],
		[{ after: 8, limit: 3 }, [9, 10]],
		[{ after: 10, limit: 3 }, []],
		[{ after: 99, limit: 3 }, []],
	])("lists events, the oldest first: %j", (query, expected) => {
		const found = after([events], ({ history }) => history.listEvents(query));
		expect(found.map(({ id }) => id)).toEqual(expected);
	});

	it("returns an event as it was", () => {
		const end = { at: 5, outcome: "lost", exitCode: undefined, signal: undefined, reason: "gone" } as const;
		const event = { id: 1, at: 7, event: { type: "attempt.ended", job: "a", runId: 2, taskId: "ct:", end } } as const;
		expect(
			after([[{ type: "event.append", event }]], ({ history }) => history.listEvents({ after: 0, limit: 1 })),
		).toEqual([event]);
	});

	it("knows the first and the last event", () => {
		expect(after([], ({ history }) => history.firstEventId())).toBeUndefined();
		expect(after([events], ({ history }) => history.firstEventId())).toBe(1);
		expect(after([events], load).lastEventId).toBe(10);
	});
}

function describePruning(after: After): void {
	const everything = { settledBefore: Infinity, events: 0 };

	it("forgets runs that settled before a time, with their attempts", () => {
		const runs = [1, 2, 3, 4].map((id) => settled(runOf(id, "a"), 10 * (5 - id)));
		const changes = [
			...runs.map(saveRun),
			...runs.map((run) => saveAttempt(ended(attemptOf(run)))),
			saveRun(runOf(5, "a")),
		];
		const left = after([changes], (store) => {
			const { history } = pruned(store, { settledBefore: 30, events: 9 });
			return [
				history.listRuns({ limit: 9 }).map(({ run }) => run.id),
				runs.map((run) => history.findAttempt(attemptOf(run).taskId)?.runId),
			];
		});
		expect(left).toEqual([
			[5, 2, 1],
			[1, 2, undefined, undefined],
		]);
	});

	it("keeps a run of which an attempt has not ended", () => {
		const run = settled(runOf(1, "a"), 1);
		const left = after([[saveRun(run), saveAttempt(ended(attemptOf(run))), saveAttempt(attemptOf(run, 1))]], (store) =>
			pruned(store, everything).history.findRun(1),
		);
		expect(left?.attempts.map(({ phase }) => phase)).toEqual(["ended", "starting"]);
	});

	it("keeps so many events, and goes on counting where it was", () => {
		const events = Array.from({ length: 10 }, (_, index) => append(index + 1));
		const read = (kept: number) =>
			after([events], (store) => {
				const { history } = pruned(store, { settledBefore: 0, events: kept });
				return [history.firstEventId(), store.load().lastEventId];
			});
		expect([20, 10, 3, 0].map(read)).toEqual([
			[1, 10],
			[1, 10],
			[8, 10],
			[undefined, 10],
		]);
	});

	it("remembers the ids of what it forgot", () => {
		const changes = [saveRun(settled(runOf(41, "a"), 1)), append(1), append(2)];
		expect(after([changes], (store) => pruned(store, everything).load())).toMatchObject({ lastId: 41, lastEventId: 2 });
	});

	it.each([undefined, 7, 1000])("goes on until all is forgotten, %s at once", (atMost) => {
		const runs = Array.from({ length: 120 }, (_, index) => settled(runOf(index + 1, "a"), index));
		const events = Array.from({ length: 50 }, (_, index) => append(index + 1));
		const left = after([runs.map(saveRun), events], (store) => {
			const limits = { settledBefore: 110, events: 10 };
			const { history } = pruned(store, atMost === undefined ? limits : { ...limits, atMost });
			return [history.listRuns({ limit: 2000 }).length, history.firstEventId()];
		});
		expect(left).toEqual([10, 41]);
	});
}
