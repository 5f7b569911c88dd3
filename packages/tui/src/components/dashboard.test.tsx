import { renderToString } from "ink";
import { describe, expect, it } from "vitest";
import { frameOf } from "../frame/frame-of.ts";
import { emptyScreen, paneOf, screenOf, sketches, withJobs } from "../frame/screens.samples.ts";
import type { Settings } from "../state/settings.ts";
import type { State } from "../state/state.ts";
import { widthOf } from "../text/cells.ts";
import { themeOf } from "../theme.ts";
import { Dashboard } from "./dashboard.tsx";

type Look = Pick<Settings, "theme" | "colors">;

const plain: Look = { theme: "default", colors: "none" };

function draw(state: State, look: Look = plain): string {
	const frame = frameOf(state);
	return renderToString(<Dashboard frame={frame} theme={themeOf(look)} />, { columns: frame.columns });
}

/** What people see who see no colours. */
function read(state: State): string {
	return withoutStyles(draw(state));
}

function withoutStyles(text: string): string {
	// oxlint-disable-next-line no-control-regex -- Sequences begin with it.
	return text.replaceAll(/\u001B\[[\d;]*m/g, "");
}

describe.each([
	[80, 24],
	[60, 15],
	[40, 8],
	[30, 5],
	[200, 50],
])("at %i×%i", (columns, rows) => {
	it.each([
		["jobs", screenOf(sketches, columns, rows)],
		["a pane", paneOf(screenOf(sketches, columns, rows), {})],
		["names in Chinese and emoji", screenOf([{ name: "每晚导出" }, { name: "👩‍🔬-train-🇮🇹" }], columns, rows)],
		["one job", screenOf([{ name: "a" }], columns, rows)],
		["no job", withJobs(emptyScreen(columns, rows), [])],
	])("the screen is as large as the terminal with %s", (_, state) => {
		const lines = read(state).split("\n");
		expect(lines.length).toBe(rows);
		expect(lines.filter((line) => widthOf(line) > columns)).toEqual([]);
		expect(lines.at(-1)).toMatch(columns < 40 ? /^$/ : /help/);
	});

	it("columns stand below each other, whatever is in them", () => {
		const jobs = [
			{ name: "每晚导出", state: "running" },
			{ name: "👩‍🔬-train", state: "running" },
			{ name: "plain", state: "running" },
		];
		const lines = read(screenOf(jobs, columns, rows))
			.split("\n")
			.filter((line) => line.includes("running  "));
		const places = lines.filter((line) => line.includes("▸")).map((line) => widthOf(line.slice(0, line.indexOf("▸"))));
		expect(new Set(places).size).toBe(columns < 40 ? 0 : 1);
	});
});

it("an escape sequence in the name of a job never gets to the terminal", () => {
	const jobs = [
		{ name: "a\u001B[2J\u001B]0;owned\u0007\u009B31m\u202Eb", owner: "\u001B[31mx", command: "\u001B[31mred" },
	];
	const drawn = draw(paneOf(screenOf(jobs, 160, 40), { pane: "log" }));
	// oxlint-disable-next-line no-control-regex -- These must not be there.
	expect(withoutStyles(drawn)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]|owned/);
	expect(drawn).not.toMatch(/\[31m|\[2J/);
	expect(drawn).toContain("ab");
});

describe("colours", () => {
	const state = screenOf(sketches, 160, 40);
	// oxlint-disable-next-line no-control-regex -- Sequences begin with it.
	const sgr = /\u001B\[([\d;]*)m/g;
	const codesIn = (text: string) => [...text.matchAll(sgr)].flatMap(([, codes = ""]) => codes.split(";"));
	const colours = (text: string) =>
		codesIn(text).filter((code) => /^(?:[349]\d|10\d|38|48)$/.test(code) && code !== "39");

	it.each(["default", "high-contrast", "colour-blind", "mono"] as const)(
		"none and no greys are drawn without them (%s)",
		(theme) => {
			const drawn = draw(state, { theme, colors: "none" });
			expect(colours(drawn)).toEqual([]);
			expect(codesIn(drawn)).not.toContain("2");
		},
	);

	it("those that are drawn are some of the sixteen", () => {
		const used = new Set(colours(draw(state, { theme: "default", colors: "16" })));
		expect([...used].toSorted()).toEqual(["31", "32", "33", "36"]);
	});

	it("what is selected is in reverse video", () => {
		expect(draw(state)).toMatch(/\[7m> {2}broken/);
	});
});

it("nothing but ASCII is drawn where nothing else is known", () => {
	const state = paneOf(screenOf(sketches, 140, 40), { pane: "log" });
	expect(read({ ...state, settings: { ...state.settings, isAscii: true } })).toMatch(/^[\n -~]*$/);
});

it("ten thousand jobs are drawn as the ones in sight", () => {
	const jobs = Array.from({ length: 10_000 }, (_, index) => ({ name: `job-${String(index).padStart(5, "0")}` }));
	const lines = read(screenOf(jobs)).split("\n");
	expect(lines.filter((line) => line.includes("job-"))).toHaveLength(21);
});
