import { describe, expect, it } from "vitest";
import type { State } from "../state/state.ts";
import { frameOf } from "./frame-of.ts";
import { linesOf, now, screenOf, sketches, taskOf, textAt } from "./screens.samples.ts";

describe("truth in words", () => {
	const screen = screenOf(sketches, 120);
	const feed = (feed: State["data"]["feed"], ageMs = 0) =>
		textAt({ ...screen, data: { ...screen.data, feed, at: now - ageMs } });

	it.each<readonly [string, State["data"]["feed"], number, RegExp]>([
		["live", { kind: "live" }, 60_000, / live\n/],
		["polling", { kind: "polling", everyMs: 2000 }, 1000, / polling every 2 s\n/],
		["by hand", { kind: "polling", everyMs: 0 }, 14_000, / not polling, 14 s old\n/],
		["stale", { kind: "polling", everyMs: 2000 }, 14_000, / stale 14 s\n/],
		["paused", { kind: "paused" }, 180_000, / paused, 3 min old\n/],
		[
			"offline",
			{ kind: "offline", message: "refused", hint: undefined, retryAt: now + 7500 },
			34_000,
			/ offline – retry in 8 s, 34 s old\n/,
		],
	])("%s", (...[, state, ageMs, words]) => {
		expect(feed(state, ageMs)).toMatch(words);
	});

	it("rows stay when the server is gone, dim", () => {
		const data: State["data"] = {
			...screen.data,
			feed: { kind: "offline", message: "refused", hint: undefined, retryAt: now },
		};
		const line = frameOf({ ...screen, data }).lines[3];
		expect(line?.spans.filter(({ text }) => text.trim() !== "").map(({ tone }) => tone)).toEqual(
			expect.arrayContaining(["dim"]),
		);
		expect(new Set(line?.spans.filter(({ text }) => text.trim() !== "").map(({ tone }) => tone)).size).toBe(1);
	});

	it("a dangerous place, one to be read only and a wrong clock are named", () => {
		const place = { ...screen.place, isDanger: true, isReadOnly: true, skewMs: -9000 };
		expect(linesOf({ ...screen, place })[0]).toMatch(/^PROD {2}local.*read-only.*server clock 9 s behind/);
	});

	it("an address that has no name of its own stands there once", () => {
		const address = "http://chronos:4400";
		const place = { ...screen.place, context: address, server: address };
		expect(linesOf({ ...screen, place })[0]).toMatch(/^http:\/\/chronos:4400 {2}3\.x/);
	});

	it("the reason why nothing comes any more stands beside the keys, with what helps", () => {
		const state = { kind: "offline" as const, message: "connection refused", hint: "Start it.", retryAt: now };
		expect(feed(state)).toMatch(/\nconnection refused: Start it\. .*\? help/);
	});

	it("how many are marked is told", () => {
		const table = { ...screen.table, marked: new Set(["fine", "new"]) };
		expect(linesOf({ ...screen, table })[0]).toContain("2 marked");
	});

	it("a filter is in sight with its count, and with what is wrong with it", () => {
		const filter = { ...screen.table.filter, text: "state:failed", problem: "invalid regex" };
		expect(textAt({ ...screen, table: { ...screen.table, filter, matching: 1 } })).toMatch(
			/invalid regex {2}\/state:failed {2}1\/7\n/,
		);
	});

	it("nothing is shown as done while it is only requested", () => {
		const task = { ...taskOf("kill", "a"), batch: 3 };
		const tasks: State["tasks"] = [
			{ ...task, status: "done", exitCode: 0 },
			{ ...task, id: 2, status: "failed", exitCode: 1 },
			{ ...task, id: 3, status: "requesting" },
		];
		expect(linesOf({ ...screen, tasks }).at(-1)).toMatch(
			/^requesting… 2 of 3 \(O to stop\): 1 ok, 1 failed, chronos-job kill a/,
		);
	});
});
