import { describe, expect, it } from "vitest";
import {
	after,
	allOf,
	effectsOf,
	press,
	sampleFacts,
	sampleNow,
	sampleState,
	someOf,
	typing,
} from "./state.samples.ts";
import { step } from "./step.ts";

const abc = { jobs: [{ name: "b" }, { name: "a" }, { name: "c" }] };

describe("the table", () => {
	it("shows jobs by name and selects the first", () => {
		const { table, data } = sampleState(abc);
		expect(table.order).toEqual(["a", "b", "c"]);
		expect(table.selected).toBe("a");
		expect(data.counts.total).toBe(3);
	});

	it.each([
		["j", "b"],
		["j j", "c"],
		["j j j", "c"],
		["down up", "a"],
		["G", "c"],
		["end home", "a"],
		["pagedown", "c"],
		["G ctrl-b", "a"],
	])("moves with %s to %s", (keys, selected) => {
		expect(press(sampleState(abc), keys).table.selected).toBe(selected);
	});

	it("keeps the cursor on its job when the order changes", () => {
		const state = press(sampleState(abc), "j");
		const next = press(state, "I");
		expect(next.table.order).toEqual(["c", "b", "a"]);
		expect(next.table.selected).toBe("b");
	});

	it("keeps the selected row in sight", () => {
		const jobs = Array.from({ length: 100 }, (_, index) => ({ name: `job-${String(index).padStart(3, "0")}` }));
		const state = press(sampleState({ jobs, rows: 24 }), "G");
		expect(state.table.top).toBeGreaterThan(70);
		expect(press(state, "g").table.top).toBe(0);
	});

	it("marks what changed until the next second has passed", () => {
		const changed = after(sampleState(abc), someOf([{ name: "b", state: "1 running" }]));
		expect([...changed.data.changed]).toEqual(["b"]);
		expect(changed.data.counts.running).toBe(1);
		expect(after(changed, { type: "tick", now: sampleNow + 1000 }).data.changed.size).toBe(0);
	});

	it("keeps the row of a job that vanished for five seconds, then selects its neighbour", () => {
		const selected = press(sampleState(abc), "j");
		const gone = after(selected, someOf([], ["b"]));
		expect(gone.table.order).toEqual(["a", "b", "c"]);
		expect(gone.table.selected).toBe("b");
		expect([gone.data.counts.total, gone.table.matching]).toEqual([2, 2]);
		const later = after(gone, { type: "tick", now: sampleNow + 5000 });
		expect(later.table.order).toEqual(["a", "c"]);
		expect(later.table.selected).toBe("c");
	});

	it("selects the last row when the one at the end is gone", () => {
		const gone = after(press(sampleState(abc), "G"), someOf([], ["c"]), { type: "tick", now: sampleNow + 6000 });
		expect(gone.table.selected).toBe("b");
	});

	it("has nothing selected when nothing is left", () => {
		const none = after(sampleState({ jobs: [{ name: "a" }] }), someOf([], ["a"]), {
			type: "tick",
			now: sampleNow + 6000,
		});
		expect(none.table.selected).toBeUndefined();
		expect(press(none, "enter l x ctrl-k space j G").dialog).toBeUndefined();
	});

	it("shows a job that came back instead of its tombstone", () => {
		const back = after(sampleState(abc), someOf([], ["b"]), someOf([{ name: "b", status: "failure" }]));
		expect(back.data.tombstones.size).toBe(0);
		expect(back.table.order).toEqual(["a", "b", "c"]);
	});

	it("selects the job that the program was called with", () => {
		const state = sampleState({ ...abc, settings: { job: "c" } });
		expect(state.table.selected).toBe("c");
		expect(state.levels.at(-1)).toMatchObject({ kind: "job", job: "c", pane: "detail" });
	});
});

describe("sorting", () => {
	const jobs = [
		{ name: "a", job: { cpus: 2 }, status: "success" },
		{ name: "b", job: { cpus: 8 }, status: "failure" },
		{ name: "c", job: { cpus: 2 }, state: "1 running" },
	] as const;

	it.each([
		["C", ["b", "a", "c"]],
		["C C", ["a", "c", "b"]],
		["S", ["b", "c", "a"]],
		["S S", ["a", "c", "b"]],
		["N", ["c", "b", "a"]],
		["C N", ["a", "b", "c"]],
		[">", ["b", "c", "a"]],
		["> <", ["a", "b", "c"]],
	])("with %s gives %j, ties by name", (keys, order) => {
		expect(press(sampleState({ jobs }), keys).table.order).toEqual(order);
	});

	it("is remembered", () => {
		expect(effectsOf(sampleState({ jobs }), "C")).toContainEqual({
			type: "remember",
			settings: { sort: { field: "cpus", isDescending: true } },
		});
	});

	it("puts what is unknown last, whatever the direction", () => {
		const unknown = { name: "0", job: { disabled: true }, disabled: true };
		const state = sampleState({ jobs: [unknown, ...jobs] });
		expect(press(state, "X").table.order.at(-1)).toBe("0");
		expect(press(state, "X X").table.order.at(-1)).toBe("0");
	});
});

describe("rows stay where they are", () => {
	const jobs = [{ name: "a" }, { name: "b" }, { name: "c" }];

	it.each(["/", "ctrl-k"])("while %s is open, and move when it is closed", (keys) => {
		const open = press(press(sampleState({ jobs }), "S"), keys);
		const changed = after(open, someOf([{ name: "c", status: "failure" }, { name: "d" }], ["a"]));
		expect(changed.table.order).toEqual(["a", "b", "c"]);
		expect(changed.data.counts).toMatchObject({ total: 3, failed: 1 });
		const closed = after(press(changed, "escape"), { type: "tick", now: sampleNow + 6000 });
		expect(closed.table.order).toEqual(["c", "b", "d"]);
	});

	it("narrows them while a filter is typed, without a change of their order", () => {
		const open = press(press(sampleState({ jobs }), "S"), "/");
		const changed = after(open, someOf([{ name: "c", status: "failure" }]));
		expect(typing(changed, "ok").table.order).toEqual(["a", "b", "c"]);
	});
});

describe("filters", () => {
	const jobs = [
		{ name: "train-1", job: { cpus: 4 } },
		{ name: "train-2", status: "failure" },
		{ name: "report", job: { owner: "bob@example.org" } },
	] as const;

	it("narrow the rows as they are typed, and stay with enter", () => {
		const open = typing(press(sampleState({ jobs }), "/"), "train");
		expect(open.table.order).toEqual(["train-1", "train-2"]);
		expect(open.table.matching).toBe(2);
		const kept = press(open, "enter");
		expect(kept.input).toBeUndefined();
		expect(kept.table.filter.text).toBe("train");
	});

	it("are cleared by escape, while typing and later", () => {
		const open = typing(press(sampleState({ jobs }), "/"), "train");
		expect(press(open, "escape").table.order).toHaveLength(3);
		expect(press(open, "enter escape").table.order).toHaveLength(3);
	});

	it("that cannot be read leave the last good one and say why", () => {
		const open = typing(press(sampleState({ jobs }), "/"), "/train");
		const bad = typing(press(open, "ctrl-u"), "/tra(/");
		expect(bad.table.filter.problem).toBe("/tra(/ is no regular expression: unterminated group");
		expect(bad.table.order.length).toBeGreaterThan(0);
		expect(press(bad, "enter").notice?.text).toBe("/tra(/ is no regular expression: unterminated group");
	});

	it("can be recalled", () => {
		const once = press(typing(press(sampleState({ jobs }), "/"), "report"), "enter escape");
		const again = press(once, "/ up");
		expect(again.input?.text).toBe("report");
		expect(again.table.order).toEqual(["report"]);
		expect(press(again, "down").table.order).toHaveLength(3);
	});

	it("take pasted text on one line", () => {
		const open = step(press(sampleState({ jobs }), "/"), { type: "paste", text: "train\nstate:failed" }).state;
		expect(open.table.order).toEqual(["train-2"]);
	});

	it("of failures only come and go with f", () => {
		const state = press(sampleState({ jobs }), "f");
		expect(state.table.order).toEqual(["train-2"]);
		expect(press(state, "f").table.order).toHaveLength(3);
		expect(press(state, "escape").table.order).toHaveLength(3);
	});

	it("of saved views come with their number", () => {
		const mine = press(sampleState({ jobs }), "1");
		expect(mine.table).toMatchObject({ view: "mine", order: ["train-1", "train-2"] });
		const big = press(mine, "2");
		expect(big.table).toMatchObject({ view: "big", order: ["train-1"], sort: { field: "cpus", isDescending: true } });
		expect(press(big, "0").table.order).toHaveLength(3);
		expect(press(big, "9").notice?.text).toBe("there is no saved view 9");
	});

	it("of a view that does not exist are those of all, which is said", () => {
		const state = sampleState({ jobs, settings: { view: "bigg" } });
		expect(state).toMatchObject({ table: { view: "all" }, notice: { text: 'there is no view "bigg"; big is near' } });
	});

	it("that are changed are not the saved view any more", () => {
		const changed = typing(press(sampleState({ jobs }), "1 /"), " cpu>1");
		expect(changed.table).toMatchObject({ view: "all", order: ["train-1"] });
		expect(press(sampleState({ jobs, settings: { view: "failed" } }), "f").table.view).toBe("all");
	});

	it("select the nearest row when the selected one is left out", () => {
		const state = press(sampleState({ jobs }), "G");
		expect(typing(press(state, "/"), "report").table.selected).toBe("report");
	});
});

describe("sweeps", () => {
	const jobs = [{ name: "s-1" }, { name: "s-2", status: "failure" }, { name: "z" }, { name: "a" }] as const;
	const sweeps = new Map([
		["s-1", "s"],
		["s-2", "s"],
	]);
	const folded = after(sampleState({ jobs }), { type: "feed.sweeps", sweeps });

	it("are one row each, with what is known of their jobs", () => {
		expect(folded.table.order).toEqual(["a", "sweep:s", "z"]);
		expect(folded.table.matching).toBe(4);
		expect(folded.table.groups.get("sweep:s")).toMatchObject({ done: 1, failed: 1, running: 0, queued: 0 });
	});

	it("open and close with enter, and the selection stays", () => {
		const open = press(folded, "j enter");
		expect(open.table.order).toEqual(["a", "sweep:s", "s-1", "s-2", "z"]);
		expect(press(open, "enter").table.order).toEqual(["a", "sweep:s", "z"]);
		const inside = press(open, "j");
		expect(inside.table.selected).toBe("s-1");
	});

	it("follow changes of their jobs, open and closed", () => {
		const change = someOf([{ name: "s-2", state: "1 running" }]);
		expect(after(folded, change).table.groups.get("sweep:s")).toMatchObject({ done: 1, running: 1, failed: 0 });
		const sorted = after(press(folded, "S"), change);
		expect(sorted.table.order).toEqual(["sweep:s", "a", "z"]);
	});

	it("of which one job is left are that job", () => {
		const one = after(folded, someOf([], ["s-2"]), { type: "tick", now: sampleNow + 6000 });
		expect(one.table.order).toEqual(["a", "s-1", "z"]);
	});

	it("mean all their jobs to marks and verbs", () => {
		const state = press(folded, "j space");
		expect([...state.table.marked]).toEqual(["s-1", "s-2"]);
		expect(press(folded, "j ctrl-k").dialog).toMatchObject({ words: [["kill", "s-1", "s-2"]] });
	});

	it("stay selected when a job of them is hidden by closing", () => {
		const inside = press(folded, "j enter j");
		const closed = after(inside, { type: "key", key: "k" }, { type: "key", key: "enter" });
		expect(closed.table.selected).toBe("sweep:s");
	});
});

describe("how old the data is", () => {
	const offline = { kind: "offline", message: "refused", hint: undefined, retryAt: 0 } as const;

	it.each([
		["when changes were told as they came, counts from the moment that ended", "live", sampleNow + 5000],
		["when they were asked for, counts from the last answer", "paused", sampleNow],
	] as const)("%s", (_, kind, at) => {
		const known = after(sampleState(abc), { type: "feed.state", feed: { kind }, now: sampleNow });
		const cut = after(known, { type: "feed.state", feed: offline, now: sampleNow + 5000 });
		expect(cut.data.at).toBe(at);
		expect(after(cut, { type: "feed.state", feed: offline, now: sampleNow + 9000 }).data.at).toBe(at);
	});
});

describe("runs that wait for a retry", () => {
	const jobs = [{ name: "a", status: "failure" }, { name: "b" }] as const;
	const retries = new Map([["a", sampleNow + 60_000]]);
	const waiting = after(sampleState({ jobs }), { type: "feed.retries", retries });

	it("are told of their jobs, as long as they wait", () => {
		expect(waiting.data.jobs.get("a")).toMatchObject({ state: "retry", retryAt: sampleNow + 60_000 });
		expect(waiting.data.counts).toMatchObject({ total: 2, failed: 1 });
		const again = after(waiting, someOf([{ name: "a", state: "1 running", status: "failure" }]));
		expect(again.data.jobs.get("a")?.state).toBe("running");
		const over = after(waiting, { type: "feed.retries", retries: new Map() });
		expect(over.data.jobs.get("a")?.state).toBe("failed");
		expect(over.data.jobs.get("b")).toBe(waiting.data.jobs.get("b"));
	});

	it("sort and filter like other states", () => {
		expect(press(waiting, "S").table.order).toEqual(["a", "b"]);
		expect(typing(press(waiting, "/"), "state:retry").table.order).toEqual(["a"]);
		expect(typing(press(waiting, "/"), "state:idle").table.order).toEqual(["b"]);
	});
});

describe("the whole list again", () => {
	it("drops what is not in it and keeps rows that are the same", () => {
		const state = sampleState(abc);
		const facts = [...state.data.jobs.values()].map((row) => row.facts).filter(({ name }) => name !== "a");
		const next = after(state, { type: "feed.all", facts, isWhole: true, at: sampleNow });
		expect(next.data.jobs.get("b")).toBe(state.data.jobs.get("b"));
		expect(next.data.jobs.has("a")).toBe(false);
		expect(next.data.tombstones.has("a")).toBe(true);
	});

	it("is no change when more is told than before", () => {
		const told = { type: "feed.all", facts: abc.jobs.map(sampleFacts), isWhole: false, at: sampleNow } as const;
		const first = after(sampleState(), told);
		const whole = after(first, allOf(abc.jobs));
		expect(whole.data.changed.size).toBe(0);
	});
});
