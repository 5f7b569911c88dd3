import { describe, expect, it } from "vitest";
import { kindOf, readCells } from "./read-cells.ts";

/** A page of rows with one cell at its end. */
function pageWith(cell: readonly number[], count = 1): Buffer {
	const page = Buffer.alloc(512);
	page[0] = 0x0d;
	page.writeUInt16BE(count, 3);
	page.writeUInt16BE(512 - cell.length, 8);
	Buffer.from(cell).copy(page, 512 - cell.length);
	return page;
}

function read(page: Buffer): ReturnType<typeof readCells> {
	return readCells({ size: 512, count: 3, read: () => page, [Symbol.dispose]: () => undefined }, 2);
}

describe("a page of rows", () => {
	it("gives its cells", () => {
		expect(read(pageWith([4, 7, 2, 15, 65, 0]))).toEqual({
			cells: [{ id: 7, values: ["A"] }],
			overflow: [],
			broken: 0,
		});
	});

	it.each([
		["leaves the page", [4, 7, 2, 15]],
		[
			"has a length of many terabytes and goes on in a circle",
			[0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 7, ...Array.from({ length: 490 }, () => 1)],
		],
		["is nonsense", [4, 7, 2, 10, 10, 10]],
	])("counts a cell that %s", (_, cell) => {
		expect(read(pageWith(cell))).toMatchObject({ cells: [], broken: 1 });
	});

	it("that tells of more cells than it can hold is none", () => {
		expect(read(pageWith([4, 7, 2, 15, 65, 0], 5000))).toMatchObject({ cells: [], broken: 1 });
	});
});

it.each([
	[0x0d, "rows"],
	[0x0a, "entries"],
	[0x05, "branches"],
	[0x02, "branches"],
	[0x00, "blank"],
	[0x61, "other"],
])("a page that begins with %i has %s", (first, kind) => {
	expect(kindOf(Buffer.from([first, 0, 0]), 2)).toBe(kind);
	expect(kindOf(Buffer.concat([Buffer.alloc(100), Buffer.from([first, 0, 0])]), 1)).toBe(kind);
});
