import { describe, expect, it } from "vitest";
import { formatArguments } from "./manual-arguments.ts";

const foreign = { isShell: true, isOurs: false };

describe("arguments of a start by hand", () => {
	it.each([
		[["-a", "1"], true, "-a 1"],
		[["two words", "it's"], true, `'two words' 'it'\\''s'`],
		[["two words"], false, "two words"],
	])("%j become one text", (words, isShell, text) => {
		expect(formatArguments({ words, isShell, isOurs: false })).toBe(text);
	});

	it("are none when there is no word", () => {
		expect(formatArguments({ ...foreign, words: [] })).toBeUndefined();
	});

	it.each([["a\nb"], ["a;b"], ["/tmp/x"]])("%j would be lost or mangled", (word) => {
		expect(() => formatArguments({ ...foreign, words: [word] })).toThrow(
			expect.objectContaining({ code: "usage.invalid" }),
		);
	});

	it("may hold slashes on a server of ours", () => {
		expect(formatArguments({ words: ["/tmp/x"], isShell: true, isOurs: true })).toBe("/tmp/x");
	});
});
