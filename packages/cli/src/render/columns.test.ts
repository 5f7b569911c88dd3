import { describe, expect, test } from "vitest";
import { columns, shorten } from "./columns.ts";

const screen = { width: 40, color: false, wraps: true, interactive: true };
const table = [
	{ heading: "name", cells: [{ text: "a-rather-long-name-of-a-job" }, { text: "b" }] },
	{ heading: "runs", isNumber: true, cells: [{ text: "5" }, { text: "12345" }] },
	{ heading: "next", cells: [{ text: "tomorrow at noon", short: "1d" }, { text: "-" }] },
];

function lines(width: number, wraps = true): readonly string[] {
	return columns(table, { ...screen, width, wraps }, (text) => text);
}

describe("columns", () => {
	test("are as wide as their cells where there is room, and in files always", () => {
		const wide = [
			"name                          runs  next",
			"a-rather-long-name-of-a-job      5  tomorrow at noon",
			"b                            12345  -",
		];
		expect(lines(60)).toEqual(wide);
		expect(lines(10, false)).toEqual(wide);
	});

	test("get short, then narrow, then fewer", () => {
		expect(lines(45)[1]).toBe("a-rather-long-name-of-a-job      5  1d");
		expect(lines(36)[1]).toBe("a-rather-lo…me-of-a-job      5  1d");
		expect(lines(28)[1]).toBe("a-rather-l…e-of-a-job      5");
		expect(lines(16)[1]).toBe("a-rather…f-a-job");
		expect(lines(9)[1]).toBe("a-ra…-job");
		expect(lines(36).at(-1)).toMatch(/^b /);
		expect(lines(28).at(-1)).toBe("no room for: next");
		expect(lines(16).slice(-2)).toEqual(["no room for:", "runs, next"]);
	});

	test("lose the end of prose before anything else is cut", () => {
		const prose = { heading: "remarks", isProse: true, cells: [{ text: "it went wrong in many ways" }, { text: "" }] };
		const rows = (width: number) => columns([...table.slice(0, 2), prose], { ...screen, width }, (text) => text);
		expect(rows(50)[1]).toBe("a-rather-long-name-of-a-job      5  it went wrong…");
		expect(rows(40)[1]).toBe("a-rather-long-name-of-a-job      5");
	});

	test.each([60, 45, 36, 28, 24, 16, 9])("never exceed %i columns", (width) => {
		expect(Math.max(...lines(width).map((line) => line.length))).toBeLessThanOrEqual(width);
	});

	test("are painted without moving", () => {
		const painted = [
			{ heading: "a", cells: [{ text: "x", tone: (text: string) => `<${text}>` }, { text: "yyy" }] },
			{ heading: "b", cells: [{ text: "1" }, { text: "2" }] },
		];
		expect(columns(painted, screen, (text) => text)).toEqual(["a    b", "<x>    1", "yyy  2"]);
	});
});

test.each([
	["abcdef", 6, "abcdef"],
	["abcdefg", 6, "abc…fg"],
	["abcdefg", 2, "a…"],
	["abcdefg", 1, "…"],
])("%s in %i columns is %s", (text, width, short) => {
	expect(shorten(text, width)).toBe(short);
});
