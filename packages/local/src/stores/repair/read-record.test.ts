import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecord, readVarint } from "./read-record.ts";

describe("a number of variable length", () => {
	it.each([
		[[0x00], 0],
		[[0x7f], 127],
		[[0x81, 0x00], 128],
		[[0xff, 0x7f], 16_383],
		[[0x81, 0x80, 0x80, 0x00], 2 ** 21],
		[Array.from({ length: 9 }, () => 0xff), -1],
	])("%j is %i", (bytes, value) => {
		expect(readVarint(Buffer.from([9, ...bytes, 9]), 1)).toEqual({ value, next: bytes.length + 1 });
	});

	it("that is cut off is no number", () => {
		expect(() => readVarint(Buffer.from([0x81]), 0)).toThrow(RangeError);
	});
});

describe("a record", () => {
	it.each([
		[
			[3, 1, 23, 5, 97, 98, 99, 100, 101],
			[5, "abcde"],
		],
		[
			[4, 0, 8, 9],
			[undefined, 0, 1],
		],
		[[2, 2, 0xff, 0x00], [-256]],
		[[2, 7, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0], [1.5]],
		[[2, 5, 0, 0, 0, 0, 1, 0], [256]],
		[[2, 6, 0, 0, 0, 0, 0, 0, 1, 1], [257]],
	])("%j holds %j", (bytes, values) => {
		expect(readRecord(Buffer.from(bytes))).toEqual(values);
	});

	it.each([[[3, 1, 23, 5, 97]], [[2, 10]], [[2, 11]], [[9, 1, 5]]])("%j is none", (bytes) => {
		expect(() => readRecord(Buffer.from(bytes))).toThrow(RangeError);
	});

	it("that is nonsense is refused, however it is wrong", () => {
		expect.hasAssertions();
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
				expect(failureOf(() => readRecord(Buffer.from(bytes)))).toSatisfy(isRefusal);
			}),
		);
	});
});

function isRefusal(error: unknown): boolean {
	return error === undefined || error instanceof RangeError;
}

function failureOf(work: () => unknown): unknown {
	try {
		work();
		return undefined;
	} catch (error) {
		return error;
	}
}
