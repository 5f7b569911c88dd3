import { describe, expect, it } from "vitest";
import type { Action } from "./action.ts";
import { jobLevelOf, placeOf } from "./place.ts";
import { after, effectsOf, press, sampleNow, sampleState, someOf, typing } from "./state.samples.ts";
import type { State } from "./state.ts";
import { step } from "./step.ts";

const jobs = [{ name: "a" }, { name: "b" }];

/** Text for the pane that is open. */
function text(state: State, words: string, more: Partial<Extract<Action, { type: "pane.text" }>> = {}): Action {
	const key = jobLevelOf(state)?.key ?? "";
	return { type: "pane.text", key, isNew: false, title: "t", text: words, isEnded: false, ...more };
}

const lines = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `line ${from + at}\n`).join("");

describe("panes", () => {
	it.each([
		["enter", ["show", "a"]],
		["W", ["why", "a"]],
		["h", ["history", "a"]],
		["t", ["graph", "--around", "a"]],
		["y", ["show", "--output", "json", "a"]],
	])("opened with %s are filled by %j", (key, words) => {
		expect(effectsOf(sampleState({ jobs }), key)).toContainEqual(expect.objectContaining({ type: "fill", words }));
	});

	it("of logs are followed", () => {
		expect(effectsOf(sampleState({ jobs }), "l")).toContainEqual(
			expect.objectContaining({ type: "follow", query: { job: "a", stream: "stdout", back: 0, tail: 1000 } }),
		);
	});

	it("of a job whose name looks like an option are filled all the same", () => {
		const state = sampleState({ jobs: [{ name: "-x" }] });
		expect(effectsOf(state, "enter")).toContainEqual(expect.objectContaining({ words: ["show", "--", "-x"] }));
		expect(effectsOf(state, "t")).toContainEqual(expect.objectContaining({ words: ["graph", "--around=-x"] }));
	});

	it("show what came, and nothing that came for another pane", () => {
		const open = press(sampleState({ jobs }), "enter");
		const late = after(open, { ...text(open, "no"), key: "detail-0" } as Action);
		expect(jobLevelOf(late)?.text.status).toBe("loading");
		const shown = after(open, text(open, "one\ntwo", { isNew: true, isEnded: true }));
		expect(jobLevelOf(shown)?.text).toMatchObject({ status: "ready", lines: ["one", "two"], title: "t" });
	});

	it("say why there is nothing", () => {
		const open = press(sampleState({ jobs }), "enter");
		const failed = after(open, { type: "pane.failed", key: jobLevelOf(open)?.key ?? "", message: "no answer" });
		expect(jobLevelOf(failed)?.text).toMatchObject({ status: "failed", lines: ["no answer"] });
	});

	it("are filled again when their job changes, and keep their text until then", () => {
		const open = press(sampleState({ jobs }), "enter");
		const shown = after(open, text(open, "one", { isNew: true, isEnded: true }));
		const { state, effects } = step(shown, someOf([{ name: "a", status: "failure" }]));
		expect(effects).toContainEqual(expect.objectContaining({ type: "fill", key: jobLevelOf(open)?.key }));
		expect(jobLevelOf(state)?.text.lines).toEqual(["one"]);
		expect(step(shown, someOf([{ name: "b", status: "failure" }])).effects).toEqual([]);
	});

	it("say that their job is gone, and keep their text", () => {
		const open = press(sampleState({ jobs }), "enter z z");
		const shown = after(open, text(open, "one", { isNew: true, isEnded: true }));
		const gone = after(shown, someOf([], ["a"]));
		expect(gone.notice?.text).toBe("a is not on the server any more");
		expect(jobLevelOf(gone)?.text.lines).toEqual(["one"]);
	});

	it("are filled again when they become wider", () => {
		const open = press(sampleState({ jobs }), "enter");
		const { effects } = step(open, { type: "resize", size: { columns: 180, rows: 40 } });
		expect(effects).toContainEqual(expect.objectContaining({ type: "fill" }));
	});

	it("are left with escape, and opened again with -", () => {
		const open = press(sampleState({ jobs }), "W");
		const left = press(open, "escape");
		expect(left.levels).toHaveLength(1);
		expect(effectsOf(open, "escape")).toContainEqual({ type: "empty" });
		expect(jobLevelOf(press(left, "-"))).toMatchObject({ job: "a", pane: "why" });
	});

	it("follow the selection while the table has the keys", () => {
		const open = press(sampleState({ jobs }), "enter tab");
		expect(placeOf(open)).toBe("jobs");
		expect(effectsOf(open, "j")).toContainEqual(expect.objectContaining({ type: "fill", words: ["show", "b"] }));
		expect(jobLevelOf(press(open, "j"))?.job).toBe("b");
	});

	it("have the keys when the table has no room", () => {
		const narrow = press(sampleState({ jobs, columns: 60, rows: 15 }), "enter tab");
		expect(placeOf(narrow)).toBe("pane");
	});

	it("become larger, alone, and as they were with z", () => {
		const open = press(sampleState({ jobs }), "enter");
		const zooms = ["z", "z z", "z z z"].map((keys) => jobLevelOf(press(open, keys))?.zoom);
		expect(zooms).toEqual(["half", "full", "normal"]);
	});

	it("are changed for another one of the same job", () => {
		const state = press(sampleState({ jobs }), "enter W h");
		expect(state.levels).toHaveLength(2);
		expect(jobLevelOf(state)).toMatchObject({ pane: "history", job: "a" });
	});

	it("cannot be opened for a sweep, and say so", () => {
		const sweeps = new Map(jobs.map(({ name }) => [name, "s"] as const));
		const state = after(sampleState({ jobs }), { type: "feed.sweeps", sweeps });
		expect(press(state, "l").notice?.text).toBe("this is a sweep; Enter shows its jobs");
	});
});

describe("a log", () => {
	const open = press(sampleState({ jobs }), "l");
	const full = after(open, text(open, lines(200)));

	it("is followed until somebody scrolls up, who is told what came meanwhile", () => {
		const up = press(full, "k");
		expect(jobLevelOf(up)?.log).toMatchObject({ follows: false, unseen: 0 });
		const more = after(up, text(up, lines(3, 200)));
		expect(jobLevelOf(more)).toMatchObject({ log: { unseen: 3 }, scroll: { top: jobLevelOf(up)?.scroll.top } });
		expect(jobLevelOf(press(more, "G"))?.log).toMatchObject({ follows: true, unseen: 0 });
	});

	it("is followed again when its end is reached line by line", () => {
		expect(jobLevelOf(press(full, "k k j"))?.log.follows).toBe(false);
		expect(jobLevelOf(press(full, "k k j j"))?.log.follows).toBe(true);
	});

	it("keeps the last lines and counts the others", () => {
		const many = after(open, text(open, lines(10_500)));
		expect(jobLevelOf(many)?.text).toMatchObject({ dropped: 500 });
		expect(jobLevelOf(many)?.text.lines[0]).toBe("line 500");
	});

	it("stays in place when lines above are let go", () => {
		const many = press(after(open, text(open, lines(10_000))), "ctrl-u");
		const top = jobLevelOf(many)?.scroll.top ?? 0;
		const more = jobLevelOf(after(many, text(many, lines(100))));
		expect(more?.scroll.top).toBe(top - 100);
		expect(more?.text.lines[more.scroll.top]).toBe(jobLevelOf(many)?.text.lines[top]);
	});

	it.each([
		["e", { stream: "stderr", back: 0 }],
		["e o", { stream: "stdout", back: 0 }],
		["[", { stream: "stdout", back: 1 }],
		["[ [ ]", { stream: "stdout", back: 1 }],
	])("of another attempt or stream comes with %s", (keys, query) => {
		expect(effectsOf(open, keys)).toContainEqual(
			expect.objectContaining({ type: "follow", query: expect.objectContaining(query) as unknown }),
		);
	});

	it("that has ended stays until somebody wants the new attempt", () => {
		const ended = after(open, text(open, "bye\n", { isEnded: true }));
		const { state, effects } = step(ended, someOf([{ name: "a", state: "1 running" }]));
		expect(effects).toEqual([]);
		expect(state.notice?.text).toBe("a runs again; l shows what it writes now");
		expect(jobLevelOf(state)?.text.lines).toEqual(["bye"]);
		expect(effectsOf(state, "l")).toContainEqual(expect.objectContaining({ type: "follow" }));
		expect(effectsOf(open, "l")).toEqual([]);
	});

	it("has nothing after the latest attempt", () => {
		expect(press(open, "]").notice?.text).toBe("this is the latest attempt");
	});

	it("is wrapped and scrolled sideways", () => {
		expect(jobLevelOf(press(full, "right right"))?.scroll.left).toBe(16);
		expect(jobLevelOf(press(full, "right w"))).toMatchObject({ wraps: true, scroll: { left: 0 } });
	});
});

describe("a search", () => {
	const open = press(sampleState({ jobs }), "l");
	const full = press(after(open, text(open, lines(200))), "g");

	it("goes to the first match as it is typed, and on with n and N", () => {
		const found = press(typing(press(full, "/"), "line 15"), "enter");
		expect(jobLevelOf(found)?.search).toEqual({ text: "line 15", current: 15 });
		expect(jobLevelOf(press(found, "n"))?.search?.current).toBe(150);
		expect(jobLevelOf(press(found, "n N"))?.search?.current).toBe(15);
		expect(jobLevelOf(press(found, "N"))?.search?.current).toBe(159);
	});

	it("brings the match in sight and stops following", () => {
		const level = jobLevelOf(press(typing(press(press(full, "G"), "/"), "line 15"), "enter n"));
		expect(level?.log.follows).toBe(false);
		const top = level?.scroll.top ?? -1;
		expect(level?.search?.current).toBeGreaterThanOrEqual(top);
	});

	it("without a match says so by its line", () => {
		expect(jobLevelOf(typing(press(full, "/"), "nothing"))?.search?.current).toBe(-1);
	});

	it("goes before the level with escape", () => {
		const found = press(typing(press(full, "/"), "line"), "enter escape");
		expect(jobLevelOf(found)?.search).toBeUndefined();
		expect(found.levels).toHaveLength(2);
	});
});

describe("lists over everything", () => {
	it.each([
		["?", "help"],
		["f1", "help"],
		["T", "timeline"],
		["L", "calls"],
		["@", "contexts"],
	])("%s opens %s, escape and q leave it", (key, kind) => {
		const state = press(sampleState({ jobs }), key);
		expect(state.levels.at(-1)?.kind).toBe(kind);
		expect(press(state, "escape").levels).toHaveLength(1);
		expect(press(state, "q").levels).toHaveLength(1);
		expect(press(state, `${key} ${key}`).levels).toHaveLength(2);
	});

	it("take the place of each other, above the pane", () => {
		const state = press(sampleState({ jobs }), "enter ? L T");
		expect(state.levels.map(({ kind }) => kind)).toEqual(["jobs", "job", "timeline"]);
	});

	it("narrow the help as it is typed", () => {
		const narrowed = typing(press(sampleState({ jobs }), "? /"), "kill");
		expect(narrowed.levels.at(-1)).toMatchObject({ kind: "help", filter: "kill" });
		expect(press(narrowed, "escape").levels.at(-1)).toMatchObject({ kind: "help", filter: "" });
	});

	it("choose another server", () => {
		expect(effectsOf(sampleState({ jobs }), "@ j enter")).toContainEqual({ type: "context", name: "prod" });
		expect(press(sampleState({ jobs }), "@ enter").notice?.text).toBe("this is lab already");
	});

	it("begin with the newest calls", () => {
		const calls = Array.from({ length: 90 }, (_, at) => ({ at, text: `GET ${at}`, isCommand: false }));
		const seen = after(sampleState({ jobs }), ...calls.map((call): Action => ({ type: "call", call })));
		expect(press(seen, "L").levels.at(-1)).toMatchObject({ scroll: { top: expect.any(Number) as unknown } });
		expect((press(seen, "L").levels.at(-1) as { scroll: { top: number } }).scroll.top).toBeGreaterThan(40);
	});
});

describe("copying and saving", () => {
	it("means the name, the marked names, or the text", () => {
		const state = sampleState({ jobs });
		expect(effectsOf(state, "c")).toContainEqual({ type: "copy", text: "a" });
		expect(effectsOf(state, "space space c")).toContainEqual({ type: "copy", text: "a\nb" });
		const open = press(state, "enter");
		const shown = after(open, text(open, "one\ntwo", { isNew: true }));
		expect(effectsOf(shown, "c")).toContainEqual({ type: "copy", text: "one\ntwo" });
		expect(effectsOf(shown, "s")).toContainEqual({ type: "save", name: "a-detail.txt", text: "one\ntwo\n" });
		expect(effectsOf(state, "s")).toContainEqual({ type: "save", name: "lab-jobs.txt", text: "a\nb\n" });
	});
});

describe("the mouse", () => {
	const press1 = { type: "mouse", event: "press", column: 3 } as const;
	const top = 2;

	it("selects, and opens what is selected", () => {
		const chosen = after(sampleState({ jobs }), { ...press1, row: top + 1 });
		expect(chosen.table.selected).toBe("b");
		expect(jobLevelOf(after(chosen, { ...press1, row: top + 1 }))?.job).toBe("b");
	});

	it("scrolls what is below it", () => {
		const wheel = { type: "mouse", event: "wheel-down", column: 3, row: 5 } as const;
		expect(after(sampleState({ jobs }), wheel).table.selected).toBe("b");
	});

	it("does nothing while something is asked", () => {
		const asked = press(sampleState({ jobs }), "ctrl-k");
		expect(after(asked, { ...press1, row: top + 1 }).table.selected).toBe("a");
	});
});

describe("what servers say", () => {
	const evil = "a\u001B]0;owned\u0007b\u001B[2J\u202Ec";

	it("never brings control sequences with it", () => {
		const said = after(
			press(sampleState({ jobs: [{ name: "a", job: { owner: evil } }] }), "x"),
			{ type: "notice", text: evil, tone: "bad", now: sampleNow },
			{ type: "call", call: { at: sampleNow, text: evil, isCommand: false } },
			{ type: "feed.state", feed: { kind: "offline", message: evil, hint: evil, retryAt: 0 }, now: sampleNow },
			{ type: "feed.server", dialect: evil, skewMs: undefined },
		);
		const task = said.tasks[0]?.id ?? 0;
		const asked = after(
			said,
			{ type: "task.text", id: task, text: evil },
			{ type: "task.asks", id: task, question: evil },
		);
		const texts = [
			asked.notice?.text,
			asked.calls[0]?.text,
			asked.place.dialect,
			asked.data.jobs.get("a")?.owner,
			asked.dialog?.question,
			asked.tasks[0]?.lines[0],
		];
		expect(texts).toEqual(texts.map(() => "abc"));
		expect(asked.data.feed).toMatchObject({ message: "abc", hint: "abc" });
	});
});

describe("what lasts some seconds", () => {
	it("is gone after them", () => {
		const told = after(sampleState(), { type: "notice", text: "x", tone: "plain", now: sampleNow });
		expect(after(told, { type: "tick", now: sampleNow + 3000 }).notice?.text).toBe("x");
		expect(after(told, { type: "tick", now: sampleNow + 4000 }).notice).toBeUndefined();
	});
});
