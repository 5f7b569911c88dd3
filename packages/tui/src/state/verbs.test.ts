import { describe, expect, it } from "vitest";
import { after, effectsOf, press, type Sample, sampleNow, sampleState, typing } from "./state.samples.ts";
import type { State } from "./state.ts";
import { step } from "./step.ts";

const jobs = [{ name: "a", state: "2 running" }, { name: "b" }, { name: "off", disabled: true }];
const twelve = Array.from({ length: 12 }, (_, index) => ({ name: `job-${index}` }));

const runs = (state: State, keys: string) =>
	effectsOf(state, keys).flatMap((effect) => (effect.type === "run" ? [effect.words] : []));

const typed = (sample: Sample, line: string) => press(typing(press(sampleState(sample), ":"), line), "enter");
const typedEffects = (sample: Sample, line: string) =>
	effectsOf(typing(press(sampleState(sample), ":"), line), "enter");

describe("keys that change something", () => {
	it("ask in words first, and do it with y", () => {
		const asked = press(sampleState({ jobs }), "ctrl-k");
		expect(asked.dialog).toMatchObject({
			kind: "confirm",
			question: "Kill what runs of a? 2 runs will end, and not count as failed. [y/N]",
		});
		expect(runs(asked, "y")).toEqual([["kill", "a"]]);
		expect(press(asked, "y").tasks.at(-1)).toMatchObject({ status: "requesting", line: "chronos-job kill a" });
	});

	it.each(["enter", "n", "N", "escape", "ctrl-c", "q"])("do nothing with %s", (key) => {
		const asked = press(sampleState({ jobs }), "ctrl-k");
		expect(effectsOf(asked, key)).toEqual([]);
		expect(press(asked, key)).toMatchObject({ dialog: undefined, tasks: [], notice: { text: "nothing was changed" } });
	});

	it.each(["j", "space", "x", "ctrl-d"])("stay open with %s", (key) => {
		expect(press(press(sampleState({ jobs }), "ctrl-k"), key).dialog).toBeDefined();
	});

	it.each([
		["r", "Run a now? 2 runs of it are going on already. [y/N]", [["run", "a"]]],
		["D", "Disable a? The next start, in 12h, will not be. [y/N]", [["disable", "a"]]],
		["G D", "Enable off? What is due by then starts at once. [y/N]", [["enable", "off"]]],
	])("%s asks %j", (keys, question, words) => {
		const asked = press(sampleState({ jobs }), keys);
		expect(asked.dialog).toMatchObject({ question });
		expect(runs(asked, "y")).toEqual(words);
	});

	it("leave the question to a command that asks by itself", () => {
		expect(runs(sampleState({ jobs }), "x")).toEqual([["delete", "a"]]);
		expect(runs(sampleState({ jobs }), "e")).toEqual([["edit", "a"]]);
	});

	it("ask what becomes of children before their parent is deleted", () => {
		const family = [
			{ name: "a" },
			{ name: "b", job: { parents: ["a"] } },
			{ name: "c", job: { parents: ["b"] } },
			{ name: "d", job: { parents: ["a"] } },
		];
		const asked = press(sampleState({ jobs: family }), "x");
		expect(asked.dialog).toMatchObject({ question: "Delete a? b, d start after it." });
		expect(runs(asked, "p")).toEqual([["delete", "--children", "reparent", "a"]]);
		expect(runs(asked, "a")).toEqual([["delete", "a", "b", "d", "c"]]);
		for (const key of ["y", "enter", "n", "escape"]) expect(runs(asked, key)).toEqual([]);
		expect(press(asked, "y").dialog).toBeDefined();
		expect(press(asked, "escape")).toMatchObject({ dialog: undefined, notice: { text: "nothing was changed" } });
		expect(runs(sampleState({ jobs: family }), "G x")).toEqual([["delete", "d"]]);
		expect(runs(sampleState({ jobs: family }), "space space space space x")).toEqual([["delete", "a", "b", "c", "d"]]);
	});

	it("mean all that is marked", () => {
		const marked = press(sampleState({ jobs }), "space space");
		expect(runs(marked, "x")).toEqual([["delete", "a", "b"]]);
		expect(runs(marked, "r y")).toEqual([
			["run", "a"],
			["run", "b"],
		]);
		expect(press(marked, "e").notice?.text).toBe("edit takes one job at a time, and several are marked");
	});

	it("mark ranges with shift and arrows, and unmark going back", () => {
		const state = press(sampleState({ jobs }), "shift-down shift-down");
		expect([...state.table.marked]).toEqual(["a", "b", "off"]);
		expect([...press(state, "shift-up").table.marked]).toEqual(["a", "b"]);
		expect(press(state, "escape").table.marked.size).toBe(0);
		expect(press(sampleState({ jobs }), "ctrl-a").table.marked.size).toBe(3);
	});

	it("want the number of more than ten objects", () => {
		const asked = press(sampleState({ jobs: twelve }), "ctrl-a x");
		expect(asked.dialog).toMatchObject({ kind: "count", count: 12, question: "Delete 12 jobs?" });
		expect(runs(asked, "1 2 enter")).toEqual([["delete", "--yes", ...asked.table.marked]]);
		expect(runs(asked, "enter")).toEqual([]);
		expect(press(asked, "1 1 enter").notice?.text).toBe("nothing was changed: 11 was typed, not 12");
	});

	it.each([
		[{ settings: { isReadOnly: true } }, "with --readonly nothing is changed, and kill may change something"],
		[{ place: { isReadOnly: true } }, "lab is only read from here, and kill may change it"],
	])("are refused in words where nothing may be changed", (sample, words) => {
		const state = press(sampleState({ jobs, ...sample }), "ctrl-k");
		expect(state).toMatchObject({ dialog: undefined, notice: { text: words } });
	});

	it("say where they are about to do something dangerous", () => {
		const asked = press(sampleState({ jobs, place: { isDanger: true } }), "ctrl-k");
		expect(asked.dialog).toMatchObject({ lines: ["lab is marked as dangerous."] });
	});

	it("can be put elsewhere", () => {
		const state = sampleState({ jobs, settings: { keys: { "job.kill": "K" } } });
		expect(press(state, "ctrl-k").dialog).toBeUndefined();
		expect(press(state, "K").dialog).toBeDefined();
	});
});

describe("commands that run", () => {
	const started = press(sampleState({ jobs }), "x");
	const id = started.tasks[0]?.id ?? 0;

	it("ask in a dialog with what they said before; enter alone is no", () => {
		const said = after(started, { type: "task.text", id, text: "delete a\n  2 chi" });
		const asked = after(
			said,
			{ type: "task.text", id, text: "ldren\n" },
			{ type: "task.asks", id, question: "delete a? [y/N]" },
		);
		expect(asked.dialog).toMatchObject({ kind: "question", said: ["delete a", "  2 children"] });
		expect(effectsOf(asked, "y")).toEqual([{ type: "answer", id, text: "y" }]);
		expect(effectsOf(asked, "enter")).toEqual([{ type: "answer", id, text: undefined }]);
		expect(effectsOf(asked, "escape")).toEqual([{ type: "answer", id, text: undefined }]);
	});

	it("keep the keys to themselves until they ask, so that no letter is an answer by mistake", () => {
		expect(started.dialog).toMatchObject({ question: "requesting… chronos-job delete a", choices: [] });
		expect(press(started, "j y enter n q")).toMatchObject({
			table: { selected: "a" },
			dialog: started.dialog,
			levels: [{}],
		});
		expect(effectsOf(started, "escape")).toContainEqual({ type: "stop", id });
		const stopped = press(started, "escape");
		expect(stopped.dialog).toBeUndefined();
		const late = step(stopped, { type: "task.asks", id, question: "delete a? [y/N]" });
		expect(late).toMatchObject({ state: { dialog: undefined }, effects: [{ type: "answer", id, text: undefined }] });
		const failed = after(started, { type: "task.ended", id, exitCode: 1, now: sampleNow });
		expect(failed.dialog).toBeUndefined();
	});

	it("get the word that they ask for", () => {
		const asked = after(started, { type: "task.asks", id, question: "Type the name to go on: " });
		expect(effectsOf(typing(asked, "my jobx"), "backspace enter")).toEqual([{ type: "answer", id, text: "my job" }]);
	});

	it("ask one after the other", () => {
		const two = press(sampleState({ jobs }), "space space r y");
		const [one = 0, other = 0] = two.tasks.map((task) => task.id);
		const asked = after(
			two,
			{ type: "task.asks", id: one, question: "really a? [y/N]" },
			{ type: "task.asks", id: other, question: "really b? [y/N]" },
		);
		const next = press(asked, "y");
		expect(next.dialog).toMatchObject({ task: other });
		expect(press(next, "n").dialog).toBeUndefined();
	});

	it("take their question with them when they end", () => {
		const asked = after(started, { type: "task.asks", id, question: "delete a? [y/N]" });
		const ended = after(asked, { type: "task.ended", id, exitCode: 130, now: sampleNow });
		expect(ended.dialog).toBeUndefined();
	});

	it("tell their last word, and the server is asked what is true now", () => {
		const said = after(started, { type: "task.text", id, text: "deleted     a\n" });
		const { state, effects } = step(said, { type: "task.ended", id, exitCode: 0, now: sampleNow });
		expect(state.notice).toMatchObject({ text: "deleted a", tone: "good" });
		expect(effects).toContainEqual({ type: "refresh" });
	});

	it("that did the same to many say to how many", () => {
		const said = after(started, {
			type: "task.text",
			id,
			text: "- a\n- b\n2 to delete\ndeleted     a\ndeleted     b\n",
		});
		const { state } = step(said, { type: "task.ended", id, exitCode: 0, now: sampleNow });
		expect(state.notice?.text).toBe("2 deleted");
	});

	it("tell their error when they fail, and all of it with O", () => {
		const said = after(started, { type: "task.text", id, text: "error: no answer\nhint: try again\n" });
		const failed = after(said, { type: "task.ended", id, exitCode: 1, now: sampleNow });
		expect(failed.notice).toMatchObject({ text: "error: no answer (O shows more)", tone: "bad" });
		expect(press(failed, "O").levels.at(-1)).toMatchObject({ kind: "task", task: id });
	});

	it("go on three at a time, and end in one sentence", () => {
		const marked = press(sampleState({ jobs: twelve.slice(0, 5) }), "ctrl-a r");
		const { state, effects } = step(marked, { type: "key", key: "y" });
		expect(effects.filter(({ type }) => type === "run")).toHaveLength(3);
		const ended = state.tasks.reduce((before, task, index) => {
			const next = step(before, { type: "task.ended", id: task.id, exitCode: index === 1 ? 1 : 0, now: sampleNow });
			expect(next.effects.filter(({ type }) => type === "run")).toHaveLength(index < 2 ? 1 : 0);
			return next.state;
		}, state);
		expect(ended.notice).toMatchObject({ text: "4 ok, 1 failed (O shows more)", tone: "bad" });
	});

	it("can be stopped, with those that wait behind them", () => {
		const going = press(sampleState({ jobs: twelve.slice(0, 5) }), "ctrl-a r y");
		const shown = press(going, "O");
		expect(effectsOf(shown, "ctrl-k").filter(({ type }) => type === "stop")).toHaveLength(3);
		expect(press(shown, "ctrl-k").tasks.every(({ status }) => status === "stopped")).toBe(true);
	});

	it("can be stopped while the one that is looked at has ended already", () => {
		const going = press(sampleState({ jobs: twelve.slice(0, 5) }), "ctrl-a r y O");
		const shown = going.levels.at(-1);
		const id = shown?.kind === "task" ? shown.task : 0;
		const ended = after(going, { type: "task.ended", id, exitCode: 0, now: sampleNow });
		const stopped = press(ended, "ctrl-k").tasks.map(({ status }) => status);
		expect(stopped.toSorted()).toEqual(["done", "stopped", "stopped", "stopped", "stopped"]);
	});

	it("take the marks from what they did, and leave them to what failed", () => {
		const marked = press(sampleState({ jobs: twelve.slice(0, 3) }), "ctrl-a r y");
		const ended = marked.tasks.reduce(
			(before, { id }, index) =>
				after(before, { type: "task.ended", id, exitCode: index === 1 ? 1 : 0, now: sampleNow }),
			marked,
		);
		expect([...ended.table.marked]).toEqual([marked.tasks[1]?.words[1]]);
		const all = press(sampleState({ jobs: twelve.slice(0, 3) }), "ctrl-a ctrl-k y");
		const [task] = all.tasks;
		const killed = after(all, { type: "task.ended", id: task?.id ?? 0, exitCode: 0, now: sampleNow });
		expect(killed.table.marked.size).toBe(0);
	});

	it("are asked about before they are left behind", () => {
		const going = press(sampleState({ jobs }), "ctrl-k y");
		expect(effectsOf(going, "q")).toEqual([]);
		const asked = press(going, "q");
		expect(asked.dialog).toMatchObject({ question: "A command still runs. Leave it unfinished? [y/N]" });
		expect(effectsOf(asked, "y")).toEqual([{ type: "quit" }]);
		expect(effectsOf(sampleState({ jobs }), "q")).toEqual([{ type: "quit" }]);
		expect(effectsOf(going, "ctrl-c")).toEqual([{ type: "quit" }]);
	});
});

describe("typed commands", () => {
	it("of this screen do what they say", () => {
		expect(typed({ jobs }, "sort -cpus").table.sort).toEqual({ field: "cpus", isDescending: true });
		expect(typed({ jobs }, "cols name,state,image").table.columns).toEqual(["name", "state", "image"]);
		expect(typed({ jobs }, "cols").table.columns).toBeUndefined();
		expect(typed({ jobs }, "view failed").table.isFailuresOnly).toBe(true);
		expect(typedEffects({ jobs }, "ctx prod")).toContainEqual({ type: "context", name: "prod" });
		expect(typedEffects({ jobs }, "q")).toContainEqual({ type: "quit" });
		expect(typed({ jobs }, "help").levels.at(-1)?.kind).toBe("help");
	});

	it("change how it looks and how often it asks, at once", () => {
		expect(typed({ jobs }, "theme mono").settings.theme).toBe("mono");
		expect(typedEffects({ jobs }, "theme mono")).toContainEqual({ type: "remember", settings: { theme: "mono" } });
		expect(typedEffects({ jobs }, "every 5s")).toContainEqual({ type: "every", everyMs: 5000 });
		expect(typedEffects({ jobs }, "every 0")).toContainEqual({ type: "every", everyMs: 0 });
		expect(typed({ jobs }, "every now").notice?.tone).toBe("bad");
		expect(typed({ jobs }, "theme").notice?.text).toBe("the themes are default, high-contrast, colour-blind, mono");
	});

	it.each([
		["kil a", 'there is no command "kil"; kill is near'],
		["sort cpsu", 'there is no field "cpsu"; cpus is near'],
		["cols name,onwer", 'there is no field "onwer"; owner is near'],
		["ctx prd", 'there is no context "prd"; prod is near'],
		["view fialed", 'there is no view "fialed"; failed is near'],
	])("%s answers: %s", (line, words) => {
		expect(typed({ jobs }, line).notice?.text).toBe(words);
	});

	it("of the program run with their words", () => {
		expect(typedEffects({ jobs }, "rename a 'b c'")).toContainEqual(
			expect.objectContaining({ type: "run", words: ["rename", "a", "b c"] }),
		);
	});

	it("that only show something open it", () => {
		expect(typed({ jobs }, "doctor").levels.at(-1)).toMatchObject({ kind: "task" });
		expect(typed({ jobs }, "why b").levels.at(-1)).toMatchObject({ kind: "job", job: "b", pane: "why" });
		expect(typed({ jobs }, "why").levels.at(-1)).toMatchObject({ kind: "job", job: "a", pane: "why" });
		expect(typedEffects({ jobs }, "context test prod")).toContainEqual(
			expect.objectContaining({ words: ["context", "test", "prod"] }),
		);
	});

	it("ask before they kill, and mean the selected job without a name", () => {
		expect(typed({ jobs }, "kill b").dialog).toMatchObject({ words: [["kill", "b"]] });
		expect(typed({ jobs }, "kill").dialog).toMatchObject({ words: [["kill", "a"]] });
	});

	it("are refused where nothing may be changed", () => {
		const state = typed({ jobs, settings: { isReadOnly: true } }, "rename a b");
		expect(state.notice?.text).toBe("with --readonly nothing is changed, and rename may change something");
		expect(state.tasks).toEqual([]);
	});

	it("are completed by tab", () => {
		const complete = (line: string) => press(typing(press(sampleState({ jobs }), ":"), line), "tab").input?.text;
		expect(complete("hist")).toBe("history ");
		expect(complete("kill o")).toBe("kill off ");
		expect(complete("ctx p")).toBe("ctx prod ");
		expect(complete("sort -cp")).toBe("sort -cpus ");
		expect(complete("cols name,sched")).toBe("cols name,schedule ");
		expect(complete("context l")).toBe("context list ");
		expect(complete("nothing")).toBe("nothing");
	});

	it("offer what a word could become", () => {
		const state = press(typing(press(sampleState({ jobs }), ":"), "d"), "tab");
		expect(state.input).toMatchObject({ text: "d", choices: ["delete", "disable", "doctor"] });
	});

	it("can be recalled, the newest first", () => {
		const state = press(typing(press(typed({ jobs }, "sort cpus"), ":"), "sort mem"), "enter");
		expect(press(state, ": up").input?.text).toBe("sort mem");
		expect(press(state, ": up up").input?.text).toBe("sort cpus");
		expect(press(state, ": up up up down").input?.text).toBe("sort mem");
		expect(press(state, ": up down").input?.text).toBe("");
		expect(press(state, ": up escape").input).toBeUndefined();
	});

	it("are remembered for the next time", () => {
		const history = { commands: ["sort cpus"], filters: ["owner:me"] };
		expect(press(sampleState({ jobs, settings: { history } }), ": up").input?.text).toBe("sort cpus");
		expect(typedEffects({ jobs, settings: { history } }, "view all")).toContainEqual({
			type: "remember",
			settings: { history: { commands: ["sort cpus", "view all"], filters: ["owner:me"] } },
		});
	});

	it("save what is shown as a view", () => {
		const failed = typing(press(sampleState({ jobs }), "/"), "state:failed");
		const kept = press(typing(press(failed, "enter :"), "keep bad ones"), "enter");
		expect(kept.settings.views.at(-1)).toMatchObject({ name: "bad ones", filter: "state:failed" });
		expect(press(kept, "0 3").table).toMatchObject({ view: "bad ones", filter: { text: "state:failed" } });
	});
});

describe("what is done outside", () => {
	it.each([
		["ctrl-r", { type: "refresh" }],
		["f5", { type: "refresh" }],
		["p", { type: "pause", isPaused: true }],
		["ctrl-z", { type: "suspend" }],
		["m", { type: "mouse", isOn: true }],
	])("%s wants %j", (key, effect) => {
		expect(effectsOf(sampleState({ jobs }), key)).toContainEqual(effect);
	});

	it("pauses no more when it is paused", () => {
		const paused = after(sampleState({ jobs }), { type: "feed.state", feed: { kind: "paused" }, now: sampleNow });
		expect(effectsOf(paused, "p")).toEqual([{ type: "pause", isPaused: false }]);
	});

	it("asks for whole jobs only when something shown needs them", () => {
		const cheap = sampleState({ jobs, settings: { columns: ["name", "state"] } });
		expect(effectsOf(cheap, "C")).toContainEqual({ type: "depth", isWhole: true });
		expect(effectsOf(press(cheap, "C"), "N")).toContainEqual({ type: "depth", isWhole: false });
		expect(effectsOf(typing(press(cheap, "/"), "cpu>"), "1")).toContainEqual({ type: "depth", isWhole: true });
	});
});
