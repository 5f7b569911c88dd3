import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendText, limits, noLines } from "./log-lines.ts";

const linesOf = (...pieces: readonly string[]) => pieces.reduce(appendText<typeof noLines>, noLines);

describe("text that comes in pieces", () => {
	it.each([
		[["a\nb\n"], ["a", "b"]],
		[
			["a", "b\nc"],
			["ab", "c"],
		],
		[
			["a\n", "", "\n"],
			["a", ""],
		],
		[["10%\r20%", "\r30%"], ["30%"]],
		[["10%\r20%\rdone\r\nnext\r\n"], ["done", "next"]],
		[["\u001B[3", "1mred\u001B[0m\n"], ["red"]],
		[["\u001B]0;title", "\u0007x\n"], ["x"]],
		[["a\u0000b\u202Ec\n"], ["abc"]],
		[["a\tb\n"], ["a       b"]],
	])("%j is %j", (pieces, lines) => {
		expect(linesOf(...pieces).lines).toEqual(lines);
	});

	it("breaks lines that are longer than any screen", () => {
		const { lines } = linesOf("x".repeat(limits.line + 5), "y\n");
		expect(lines.map(({ length }) => length)).toEqual([limits.line, 6]);
	});

	it("lets the oldest lines go when there are too many", () => {
		const { lines, dropped } = linesOf("a\n".repeat(limits.lines), "b\n".repeat(7));
		expect([lines.length, dropped, lines.at(-1)]).toEqual([limits.lines, 7, "b"]);
	});

	it("lets the oldest lines go when they are too long together", () => {
		const { lines, dropped, size } = linesOf(`${"x".repeat(limits.line)}\n`.repeat(900));
		expect(size).toBeLessThanOrEqual(limits.size);
		expect(lines.length + dropped).toBe(900);
		expect(dropped).toBeGreaterThan(0);
	});

	it("does not depend on where the pieces begin, nor forgets how much there is", () => {
		const text = fc.array(fc.constantFrom("a", "bc", "\n", "\r", "\r\n", "\u001B[1m", "日", "\t"), { maxLength: 40 });
		fc.assert(
			fc.property(text, (pieces) => {
				const grown = linesOf(...pieces);
				expect(grown.lines).toEqual(linesOf(pieces.join("")).lines);
				expect(grown.size).toBe(grown.lines.join("").length);
			}),
		);
	});
});
