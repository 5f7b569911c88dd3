import { describe, expect, it } from "vitest";
import { codeFrame } from "./code-frame.ts";
import { createLineTable } from "./line-table.ts";

/** The frame around what stands between « and ». */
function frame(marked: string, width = 80): readonly string[] {
	const start = marked.indexOf("«");
	const end = marked.indexOf("»") - 1;
	const text = marked.replace("«", "").replace("»", "");
	const table = createLineTable(text);
	const range = { source: "x", start: table.positionAt(start), end: table.positionAt(end) };
	return codeFrame(text, range, { width }).map((line) => line.text);
}

describe("codeFrame", () => {
	it("shows a range between its neighbours", () => {
		expect(frame('{\n  "name": "nightly",\n  "schedule": «"R//1D"»,\n  "retries": 2\n}\n')).toEqual([
			'   2 │   "name": "nightly",',
			'   3 │   "schedule": "R//1D",',
			"     │               ▔▔▔▔▔▔▔",
			'   4 │   "retries": 2',
		]);
	});

	it.each([
		["at the end of a text", "a\nb«»", ["   1 │ a", "   2 │ b", "     │  ▔"]],
		["in an empty text", "«»", ["   1 │ ", "     │ ▔"]],
		["over several lines", "a«b\nc»d", ["   1 │ ab", "     │  ▔", "   2 │ cd"]],
		["over a line end", "ab«\n»cd", ["   1 │ ab", "     │   ▔", "   2 │ cd"]],
		["behind Windows line ends", "a\r\n«b»\r\nc\r\n", ["   1 │ a", "   2 │ b", "     │ ▔", "   3 │ c"]],
		["behind tabs", "\tab\t«c»", ["   1 │     ab  c", "     │         ▔"]],
		["behind wide characters", "日本«語»", ["   1 │ 日本語", "     │     ▔▔"]],
		["behind an emoji", "😀«x»", ["   1 │ 😀x", "     │   ▔"]],
		["behind a combining mark", "e\u0301«x»", ["   1 │ e\u0301x", "     │  ▔"]],
		["behind a terminal's escape", "\u001b[31m«x»", ["   1 │ \\u001b[31mx", "     │           ▔"]],
		["behind a change of direction", "\u202e«x»", ["   1 │ \\u202ex", "     │       ▔"]],
	])("marks a range %s", (_, text, lines) => {
		expect(frame(text)).toEqual(lines);
	});

	it("cuts a long line around the range, and its neighbours with it", () => {
		const lines = frame(`${"a".repeat(60)}\n${"b".repeat(50)}«cc»${"d".repeat(50)}\nshort`, 37);
		expect(lines).toEqual([
			"   1 │ …aaaaaaaaaaaaaaaaaaa",
			"   2 │ …bbbbbbbbbccddddddddddddddddd…",
			"     │           ▔▔",
			"   3 │",
		]);
		expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(37);
	});

	it("has room for a line number of any length", () => {
		const lines = frame(`${"\n".repeat(12344)}«x»`);
		expect(lines).toEqual([" 12344 │", " 12345 │ x", "       │ ▔"]);
	});

	it("needs no time for a text without line ends", () => {
		const text = `${"x".repeat(12_000_000)}y`;
		const at = { line: 1, column: 6_000_001, offset: 6_000_000 };
		const started = performance.now();
		for (let times = 0; times < 100; times += 1) codeFrame(text, { source: "x", start: at, end: at });
		expect(performance.now() - started).toBeLessThan(10_000);
	});
});
