import { describe, expect, it } from "vitest";
import { parseMegabytes, parseSpanMs, readQuantity } from "./quantities.ts";

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

describe("a span", () => {
	it.each([
		["90", 90_000],
		["90s", 90_000],
		["500ms", 500],
		["1.5m", 90_000],
		["1h", 3_600_000],
		["2d", 172_800_000],
		["soon", undefined],
		["", undefined],
		["-5s", undefined],
	])("%s is %s milliseconds", (text, expected) => {
		expect(parseSpanMs(text)).toBe(expected);
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
