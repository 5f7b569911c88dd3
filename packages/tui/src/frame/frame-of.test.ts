import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bindings } from "../keys/bindings.ts";
import type { Dialog } from "../state/dialog.ts";
import type { Input } from "../state/input.ts";
import type { Level } from "../state/level.ts";
import type { State } from "../state/state.ts";
import { step } from "../state/step.ts";
import { widthOf } from "../text/cells.ts";
import { frameOf } from "./frame-of.ts";
import { linesOf, now, paneOf, screenOf, sketches, textOf } from "./screens.samples.ts";

const names = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
/** Servers may say anything. */
const rawNames = fc.oneof(
	fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
	fc.string({
		unit: fc.constantFrom("日", "👩‍🔬", "🇮🇹", "é", "\u0301", "\u200D", "a", "-"),
		minLength: 1,
		maxLength: 40,
	}),
);
const someText = fc.string({ unit: "binary", maxLength: 60 });
const scroll = fc.record({ top: fc.nat(200), left: fc.nat(30) });
const nothing = fc.constant(undefined);

const sketchedJobs = fc.array(
	fc.record({
		name: rawNames,
		state: fc.constantFrom("idle", "queued", "running", "3 running"),
		owner: fc.constantFrom("me", "日本"),
	}),
	{ maxLength: 30 },
);

const levels: fc.Arbitrary<Level> = fc.oneof(
	fc.constant<Level>({ kind: "jobs" }),
	fc.record({ kind: fc.constant("timeline" as const), scroll }),
	fc.record({ kind: fc.constant("contexts" as const), selected: fc.nat(3) }),
	fc.record({ kind: fc.constant("help" as const), scroll, filter: fc.constantFrom("", "sort", "zzz") }),
	fc.record({ kind: fc.constant("calls" as const), scroll }),
	fc.record({ kind: fc.constant("task" as const), task: fc.nat(2), scroll }),
);

const panes = fc.record({
	pane: fc.constantFrom("detail", "log", "why", "json" as const),
	zoom: fc.constantFrom("normal", "half", "full" as const),
	text: fc
		.array(someText, { maxLength: 60 })
		.map((lines) => textOf(...lines.map((line) => line.replaceAll(/\p{C}/gu, "")))),
	scroll,
	wraps: fc.boolean(),
	search: fc.option(fc.constant({ text: "a", current: 1 }), { nil: undefined }),
	log: fc.record({
		stream: fc.constant("stdout" as const),
		back: fc.nat(2),
		follows: fc.boolean(),
		unseen: fc.nat(20),
	}),
});

const inputs: fc.Arbitrary<Input | undefined> = fc.oneof(
	nothing,
	fc.record({
		kind: fc.constant("filter" as const),
		text: names,
		cursor: fc.nat(5),
		recalled: nothing,
		choices: fc.array(names),
	}),
	fc.record({ kind: fc.constant("search" as const), text: names, cursor: fc.nat(5) }),
);

const dialogs: fc.Arbitrary<Dialog | undefined> = fc.oneof(
	nothing,
	fc.record({
		kind: fc.constant("question" as const),
		task: fc.nat(3),
		question: someText,
		said: fc.array(someText),
		text: names,
	}),
	fc.record({
		kind: fc.constant("confirm" as const),
		question: someText,
		lines: fc.array(someText),
		words: fc.constant([]),
		effects: fc.constant([]),
	}),
);

const feeds: fc.Arbitrary<State["data"]["feed"]> = fc.constantFrom<State["data"]["feed"]>(
	{ kind: "live" },
	{ kind: "polling", everyMs: 2000 },
	{ kind: "paused" },
	{ kind: "connecting" },
	{ kind: "offline", message: "connection refused", hint: "Start it.", retryAt: now + 8000 },
);

const screens: fc.Arbitrary<State> = fc
	.record({
		columns: fc.integer({ min: 1, max: 200 }),
		rows: fc.integer({ min: 1, max: 60 }),
		jobs: sketchedJobs,
		level: levels,
		pane: fc.option(panes, { nil: undefined }),
		input: inputs,
		dialog: dialogs,
		feed: feeds,
		notice: fc.option(someText, { nil: undefined }),
		isAscii: fc.boolean(),
		isDanger: fc.boolean(),
		scrolled: fc.option(fc.nat(6), { nil: undefined }),
	})
	.map(({ columns, rows, jobs, level, pane, input, dialog, feed, notice, isAscii, isDanger, scrolled }) => {
		const plain = screenOf(jobs, columns, rows);
		const open = pane === undefined ? { ...plain, levels: [...plain.levels, level] } : paneOf(plain, pane);
		return {
			...open,
			input,
			dialog,
			data: { ...open.data, feed },
			notice: notice === undefined ? undefined : { text: notice, tone: "plain" as const, untilAt: now },
			settings: { ...open.settings, isAscii },
			place: { ...open.place, isDanger, skewMs: 7000 },
			table: { ...open.table, scrolled },
		};
	});

const someVerbs: State["place"]["verbs"] = [{ name: "kill", about: "End it", takesJobs: true, writes: true }];

describe("whatever is known", () => {
	it("each line is as wide as the screen, and there are as many as it has rows", () => {
		fc.assert(
			fc.property(screens, (state) => {
				const { columns, rows } = state.size;
				const lines = linesOf(state);
				expect(lines.length).toBe(rows);
				expect(lines.filter((line) => widthOf(line) !== columns)).toEqual([]);
			}),
			{ numRuns: 150 },
		);
	});

	it("so it is after any keys", () => {
		const keys = fc.constantFrom(...new Set(bindings.flatMap(({ keys }) => keys)), "a", "y", "n", "enter", "escape");
		const start = { ...screenOf(sketches, 100, 30), place: { ...screenOf(sketches).place, verbs: someVerbs } };
		fc.assert(
			fc.property(fc.array(keys, { minLength: 1, maxLength: 15 }), (typed) => {
				const end = typed.reduce((state, key) => step(state, { type: "key", key }).state, start);
				const lines = linesOf(end);
				expect(lines.length).toBe(30);
				expect(lines.filter((line) => widthOf(line) !== 100)).toEqual([]);
			}),
			{ numRuns: 150 },
		);
	});

	it("the cursor is on the screen", () => {
		fc.assert(
			fc.property(screens, (state) => {
				const { cursor = { column: 0, row: 0 } } = frameOf(state);
				expect(cursor.column).toBeLessThan(state.size.columns);
				expect(cursor.row).toBeLessThan(state.size.rows);
			}),
			{ numRuns: 100 },
		);
	});

	it("no line has a control character, and none is more than ASCII where nothing else is known", () => {
		fc.assert(
			fc.property(screens, (state) => {
				const text = linesOf(state).join("");
				expect(text).not.toMatch(/\p{Cc}/u);
				expect(text).toMatch(state.settings.isAscii ? /^[ -~]*$/ : /^[^]*$/);
			}),
			{ numRuns: 100 },
		);
	});
});
