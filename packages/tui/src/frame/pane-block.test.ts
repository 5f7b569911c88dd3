import { describe, expect, it } from "vitest";
import type { State } from "../state/state.ts";
import { frameOf } from "./frame-of.ts";
import { now, paneOf, screenOf, sketches, textAt, textOf } from "./screens.samples.ts";

describe("panes", () => {
	const log = { pane: "log" as const, text: textOf(...Array.from({ length: 50 }, (_, index) => `line ${index}`)) };
	const paused = { stream: "stderr" as const, back: 0, follows: false, unseen: 12 };

	it("a log stays at its end while it is followed", () => {
		const text = textAt(paneOf(screenOf(sketches), log));
		expect(text).toMatch(/following, 50 lines/);
		expect(text).toContain("line 49");
	});

	it("a log that is read further up says so, with what is new", () => {
		const text = textAt(paneOf(screenOf(sketches, 100), { ...log, log: paused }));
		expect(text).toMatch(/stderr of broken ═.*⏸ following paused – G to resume, 12 new/);
		expect(text).toContain("line 0");
	});

	it("a double rule says that the keys go there", () => {
		const [focused, beside, alone] = [
			paneOf(screenOf(sketches), {}),
			paneOf(screenOf(sketches), { isFocused: false }),
			paneOf(screenOf(sketches), { isFocused: false, zoom: "full" }),
		].map((state) => /[═─] detail of broken/.exec(textAt(state))?.[0]?.[0]);
		expect([focused, beside, alone]).toEqual(["═", "─", "═"]);
	});

	it("lines that were let go are counted", () => {
		const text = { ...log.text, dropped: 1204 };
		expect(textAt(paneOf(screenOf(sketches, 100), { ...log, text }))).toContain("1204 earlier lines dropped");
	});

	it("a search has its matches marked and counted", () => {
		const state = paneOf(screenOf(sketches, 100), { ...log, log: paused, search: { text: "LINE 1", current: 10 } });
		expect(textAt(state)).toMatch(/\/LINE 1 2\/11/);
		const marked = frameOf(state).lines.flatMap(({ spans }) => spans.filter(({ tone }) => tone === "match"));
		expect(marked.map(({ text }) => text)).toEqual(["line 1"]);
	});

	it("long lines are scrolled, or broken when somebody wants that", () => {
		const text = textOf(`${"x".repeat(100)}END`);
		expect(textAt(paneOf(screenOf(sketches), { text, scroll: { top: 0, left: 90 } }))).toContain("xxxEND");
		expect(textAt(paneOf(screenOf(sketches), { text, wraps: true }))).toMatch(/\nx{20}END /);
	});

	it("the help has the keys of the view first, then those for everywhere, with commands beside them", () => {
		const state = screenOf(sketches, 100, 80);
		const text = textAt({
			...state,
			levels: [...state.levels, { kind: "help", scroll: { top: 0, left: 0 }, filter: "" }],
		});
		expect(text).toMatch(/here: jobs[^]*ctrl-k +End what runs of it +chronos-job kill JOB[^]*everywhere[^]*\?, F1/);
	});

	it("the help hides what cannot be done", () => {
		const state = screenOf(sketches, 100, 80);
		const settings = { ...state.settings, isReadOnly: true };
		const levels: State["levels"] = [...state.levels, { kind: "help", scroll: { top: 0, left: 0 }, filter: "" }];
		expect(textAt({ ...state, settings, levels })).not.toContain("chronos-job kill");
	});

	it("the timeline has the soonest first, and how often each starts in the coming hours", () => {
		const jobs = [
			{ name: "hourly" },
			{ name: "soon", schedule: "R1/2030-01-01T12:10:00Z/PT1H" },
			{ name: "often", schedule: "R/2030-01-01T12:30:00Z/PT5M" },
			{ name: "child", schedule: undefined, parents: ["soon"] },
		];
		const state = screenOf(jobs, 100);
		const text = textAt({ ...state, levels: [...state.levels, { kind: "timeline", scroll: { top: 0, left: 0 } }] });
		expect(text).toContain("1 without a next start");
		expect(text).toMatch(
			/10m {2}12:10:00 {2}soon +1·{23}[^]*30m {2}12:30:00 {2}often +6#{23}[^]*1h {2}13:00:00 {2}hourly +·1{23}/,
		);
	});

	it("the contexts say which one is in use", () => {
		const state = screenOf(sketches, 100);
		const contexts = [
			{ name: "local", server: "this machine", marks: [] },
			{ name: "recas", server: "http://recas:4400", marks: ["danger"] },
		];
		const levels: State["levels"] = [...state.levels, { kind: "contexts", selected: 1 }];
		expect(textAt({ ...state, place: { ...state.place, contexts }, levels })).toMatch(
			/ \* local {2}this machine {2}in use[^]*> {2}recas {2}http:\/\/recas:4400 {2}danger/,
		);
	});

	it("the command log has commands, and the calls of each", () => {
		const state = screenOf(sketches, 100);
		const calls = [
			{ at: now, text: "$ chronos-job kill a", isCommand: true },
			{ at: now, text: "DELETE /v1/scheduler/task/kill/a → 204", isCommand: false },
		];
		const levels: State["levels"] = [...state.levels, { kind: "calls", scroll: { top: 0, left: 0 } }];
		expect(textAt({ ...state, calls, levels })).toMatch(/12:00:00 {2}\$ chronos-job kill a[^]*12:00:00 {4}DELETE \/v1/);
	});
});
