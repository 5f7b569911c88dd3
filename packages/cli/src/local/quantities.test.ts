import { describe, expect, it } from "vitest";
import { parseMegabytes, readQuantity } from "./quantities.ts";

describe("a size", () => {
	it.each([
		["512", 512],
		["64M", 64],
		["64 MB", 64],
		["1.5G", 1536],
		["8GiB", 8192],
		["2t", 2_097_152],
		["1024k", 1],
		["", undefined],
		["M", undefined],
		["-1", undefined],
		["4X", undefined],
		["1e3", undefined],
	])("%s is %s megabytes", (text, expected) => {
		expect(parseMegabytes(text)).toBe(expected);
	});
});

it("an option that cannot be read is named with an example", () => {
	const how = { parse: parseMegabytes, like: "8G" };
	expect(readQuantity("--mem", undefined, how)).toBeUndefined();
	expect(readQuantity("--mem", "8G", how)).toBe(8192);
	expect(() => readQuantity("--mem", "lots", how)).toThrow(
		expect.objectContaining({
			code: "usage.invalid",
			message: '--mem cannot be "lots"',
			hint: "Write something like 8G.",
		}),
	);
});
