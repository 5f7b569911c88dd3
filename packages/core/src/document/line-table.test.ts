import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineTable } from "./line-table.ts";

describe("createLineTable", () => {
	it.each([
		["", 0, 1, 1],
		["abc", 3, 1, 4],
		["a\nb", 2, 2, 1],
		["a\r\nb", 3, 2, 1],
		["a\rb", 2, 2, 1],
		["a\r\nb", 2, 1, 3],
		["a\n", 2, 2, 1],
		["😀x\ny", 2, 1, 3],
	])("in %j offset %i is line %i, column %i", (text, offset, ...[line, column]) => {
		expect(createLineTable(text).positionAt(offset)).toEqual({ line, column, offset });
	});

	it("keeps offsets inside the text", () => {
		const table = createLineTable("ab");
		expect(table.positionAt(-5).offset).toBe(0);
		expect(table.positionAt(99)).toEqual({ line: 1, column: 3, offset: 2 });
	});

	it("gives lines without their ends, and nothing outside the text", () => {
		const table = createLineTable("one\r\ntwo\rthree\n");
		expect([0, 1, 2, 3, 4, 5].map((line) => table.lineAt(line))).toEqual(["", "one", "two", "three", "", ""]);
		expect(table.lineCount).toBe(4);
	});

	it("agrees with splitting the text, whatever the line ends are", () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom("a", "\n", "\r", "\r\n", "é")), (parts) => {
				const text = parts.join("");
				const table = createLineTable(text);
				const lines = Array.from({ length: table.lineCount }, (_, index) => table.lineAt(index + 1));
				expect(lines).toEqual(text.split(/\r\n|\n|\r/u));
			}),
		);
	});
});
