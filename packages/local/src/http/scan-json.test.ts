import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanJson } from "./scan-json.ts";

describe("scanJson", () => {
	it.each([
		['{"a":1} trailing', 7],
		['[1,[2,{"b":null}]]x', 18],
		['"\\u00e9\\n"', 10],
		["-1.5e+3,", 7],
		["true false", 4],
	])("finds the end of the value in %s", (text, end) => {
		expect(scanJson(text)).toEqual({ kind: "value", end });
	});

	it.each([
		['{"name":"x",', 12, "a field name in double quotes"],
		['{"a" 1}', 5, "a colon"],
		['{"a":1 "b"', 7, "a comma or }"],
		["[1 2]", 3, "a comma or ]"],
		["[1,]", 3, "a value"],
		["{a:1}", 1, "a field name in double quotes"],
		['{"a":"b', 7, "the rest of a text"],
		['{"a":"\\x"}', 6, "the rest of a text"],
		["", 0, "a value"],
		["nul", 0, "a value"],
		["01", 0, "a value"],
		["[".repeat(1001), 1001, "no more than 1000 levels"],
	])("tells where %s stops being JSON", (text, at, expected) => {
		expect(scanJson(text)).toEqual({ kind: "flaw", at, expected });
	});

	it("finds the end of all that JSON.stringify writes", () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.constantFrom("", " ", "}", " trailing"), (value, rest) => {
				const text = JSON.stringify(value);
				const isNumber = typeof value === "number";
				expect(scanJson(isNumber ? text : `${text}${rest}`)).toEqual({ kind: "value", end: text.length });
			}),
		);
	});

	it("agrees with JSON.parse about what is no JSON", () => {
		const damaged = fc.tuple(fc.jsonValue(), fc.nat(), fc.string({ maxLength: 2 })).map(([value, at, noise]) => {
			const text = JSON.stringify({ a: value });
			const place = at % text.length;
			return text.slice(0, place) + noise + text.slice(place + 1);
		});
		fc.assert(
			fc.property(damaged, (text) => {
				const scan = scanJson(text);
				const isWhole = scan.kind === "value" && text.slice(scan.end).trim() === "";
				expect(isWhole).toBe(isJson(text));
			}),
		);
	});
});

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
