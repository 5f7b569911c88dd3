import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bindings } from "../keys/bindings.ts";
import type { Action } from "./action.ts";
import { arrange } from "./arrange.ts";
import { jobLevelOf } from "./place.ts";
import { after, allOf, sampleNow, sampleState, type SampleJob, someOf } from "./state.samples.ts";
import type { State } from "./state.ts";
import { step } from "./step.ts";

const names = ["a", "b", "c", "s-1", "s-2", "s-3", "t-1", "t-2", "日本", "-x"] as const;
const sweeps = new Map(names.flatMap((name) => (/^[st]-/.test(name) ? [[name, name.slice(0, 1)] as const] : [])));

const job: fc.Arbitrary<SampleJob> = fc.record({
	name: fc.constantFrom(...names),
	status: fc.constantFrom("fresh", "success", "failure"),
	state: fc.constantFrom("idle", "queued", "1 running", "nonsense"),
	disabled: fc.boolean(),
	job: fc.record({ cpus: fc.constantFrom(1, 2, 3), lastSuccess: fc.constantFrom("", "2030-01-01T00:00:00Z") }),
});

const namedKeys = [
	...new Set(bindings.flatMap(({ keys }) => keys)),
	"space",
	"delete",
	"ctrl-w",
	"shift-tab",
	"y",
	"1",
];
const key = fc.oneof(fc.constantFrom(...namedKeys), fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }));

const feed: fc.Arbitrary<Action> = fc.oneof(
	fc
		.record({ jobs: fc.array(job, { maxLength: 3 }), gone: fc.subarray([...names], { maxLength: 2 }) })
		.map(({ jobs, gone }) =>
			someOf(
				jobs,
				gone.filter((name) => jobs.every((each) => each.name !== name)),
			),
		),
	fc.uniqueArray(job, { selector: ({ name }) => name }).map((jobs) => allOf(jobs)),
	fc.nat(20).map((seconds): Action => ({ type: "tick", now: sampleNow + seconds * 1000 })),
	fc.constant<Action>({ type: "feed.sweeps", sweeps }),
);

const anything: fc.Arbitrary<Action> = fc.oneof(
	{ weight: 6, arbitrary: key.map((each): Action => ({ type: "key", key: each })) },
	{ weight: 2, arbitrary: feed },
	fc.string().map((text): Action => ({ type: "paste", text })),
	fc
		.record({ columns: fc.integer({ min: 1, max: 250 }), rows: fc.integer({ min: 1, max: 80 }) })
		.map((size): Action => ({ type: "resize", size })),
	fc
		.record({ event: fc.constantFrom("press", "wheel-up", "wheel-down"), column: fc.nat(200), row: fc.nat(60) })
		.map((mouse): Action => ({ type: "mouse", ...mouse })),
	fc.nat(12).map((id): Action => ({ type: "task.ended", id, exitCode: id % 2, now: sampleNow })),
	fc.nat(12).map((id): Action => ({ type: "task.asks", id, question: id % 2 === 0 ? "really? [y/N]" : "name: " })),
	fc.record({ id: fc.nat(12), text: fc.string() }).map((said): Action => ({ type: "task.text", ...said })),
);

/** Text for whatever pane is open. */
function fed(state: State, text: string): State {
	const level = jobLevelOf(state);
	if (level === undefined) return state;
	return after(state, { type: "pane.text", key: level.key, isNew: false, title: "", text, isEnded: false });
}

/** What is wrong with a state. */
function flawsOf({ table, levels, data, dialog, waiting }: State): readonly string[] {
	const { order, selected, top, marked } = table;
	const laws = {
		"the jobs are below everything": levels[0]?.kind === "jobs",
		"a row is selected if there is one": selected === undefined ? order.length === 0 : order.includes(selected),
		"the table begins with a row": top <= Math.max(0, order.length - 1),
		"no row is there twice": new Set(order).size === order.length,
		"what is marked exists": [...marked].every((name) => data.jobs.has(name)),
		"all jobs are counted": data.counts.total === data.jobs.size,
		"no dialog waits for nothing": dialog !== undefined || waiting.length === 0,
	};
	return Object.entries(laws).flatMap(([law, isKept]) => (isKept ? [] : [law]));
}

describe("whatever happens", () => {
	it("nothing throws, and what is selected is in the table", () => {
		fc.assert(
			fc.property(fc.array(job, { maxLength: 12 }), fc.array(anything, { maxLength: 60 }), (jobs, actions) => {
				let state = after(sampleState(), allOf(jobs));
				for (const action of actions) {
					({ state } = step(state, action));
					state = fed(state, "text\n");
					expect(flawsOf(state)).toEqual([]);
				}
			}),
			{ numRuns: 100 },
		);
	});

	it("putting rows in one by one gives the order of sorting all of them", () => {
		const keys = ["S", "C", "A", "X", "N", "f", "enter"].map((each): Action => ({ type: "key", key: each }));
		const actions = fc.array(fc.oneof({ weight: 3, arbitrary: feed }, fc.constantFrom(...keys)), { maxLength: 40 });
		fc.assert(
			fc.property(actions, (all) => {
				let state = after(sampleState({ jobs: names.map((name) => ({ name })) }), { type: "feed.sweeps", sweeps });
				for (const action of all) {
					({ state } = step(state, action));
					const { order, heads, groups, matching } = arrange(state).table;
					expect(state.table.order).toEqual(order);
					expect(state.table.heads).toEqual(heads);
					expect(state.table.groups).toEqual(groups);
					expect(state.table.matching).toBe(matching);
				}
			}),
			{ numRuns: 100 },
		);
	});
});

describe("many jobs", () => {
	const many = (count: number): readonly SampleJob[] =>
		Array.from({ length: count }, (_, index) => ({ name: `job-${(index * 7919) % count}`, job: { cpus: index % 7 } }));

	it.each([
		[10_000, 120],
		[50_000, 400],
	])("%i of them are moved through and changed within a moment", (count, mostMs) => {
		const state = after(sampleState(), allOf(many(count)), { type: "key", key: "C" });
		const actions: readonly Action[] = [
			...["j", "pagedown", "G", "g", "I"].map((each): Action => ({ type: "key", key: each })),
			someOf([{ name: "job-5", state: "1 running" }]),
			someOf([{ name: "job-6", status: "failure" }], ["job-7"]),
		];
		let after10 = state;
		const times = Array.from({ length: 3 }, () => {
			const start = performance.now();
			for (const action of actions) ({ state: after10 } = step(after10, action));
			return performance.now() - start;
		});
		expect(Math.min(...times) / actions.length).toBeLessThan(mostMs);
		expect(after10.table.matching).toBeGreaterThanOrEqual(count - 1);
	});
});
