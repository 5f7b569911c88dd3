import { describe, expect, it } from "vitest";
import { paneOf, screenOf, sketches } from "../frame/screens.samples.ts";
import { layoutOf } from "./layout.ts";

const jobsAt = (columns: number, rows: number) => screenOf(sketches, columns, rows);
const openAt = (columns: number, rows: number, zoom: "normal" | "half" | "full" = "normal") =>
	layoutOf(paneOf(jobsAt(columns, rows), { pane: "log", zoom }));

it("the table has all between the status and the keys", () => {
	expect(layoutOf(jobsAt(80, 24)).table).toEqual({ left: 0, top: 2, columns: 80, rows: 21 });
});

describe("a pane and the table", () => {
	it("stand side by side from 110 columns", () => {
		const { table, pane, facts } = openAt(110, 40);
		expect(table).toEqual({ left: 0, top: 3, columns: 51, rows: 36 });
		expect(facts).toEqual({ left: 52, top: 3, columns: 58, rows: 6 });
		expect(pane).toEqual({ left: 52, top: 10, columns: 58, rows: 29 });
	});

	it("stand one above the other below that", () => {
		const { table, pane } = openAt(109, 24);
		expect([table?.columns, pane?.columns]).toEqual([109, 109]);
		expect((table?.rows ?? 0) + (pane?.rows ?? 0)).toBe(24 - 3 - 2);
	});

	it.each([
		[79, 24],
		[109, 19],
	])("have the screen one at a time at %i×%i", (columns, rows) => {
		expect(openAt(columns, rows).table).toBeUndefined();
	});

	it("become larger and alone when somebody wants that", () => {
		const rows = (["normal", "half", "full"] as const).map((zoom) => openAt(100, 40, zoom).pane?.rows ?? 0);
		expect(rows).toEqual(rows.toSorted((a, b) => a - b));
		expect(openAt(200, 50, "full").table).toBeUndefined();
	});
});

it.each([
	[39, 24, true],
	[80, 7, true],
	[40, 8, false],
])("%i×%i is too small: %s", (columns, rows, isTooSmall) => {
	expect(layoutOf(jobsAt(columns, rows)).isTooSmall).toBe(isTooSmall);
});
