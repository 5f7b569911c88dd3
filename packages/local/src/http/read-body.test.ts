import { describe, expect, it } from "vitest";
import { readBody } from "./read-body.ts";

function utf32(text: string, isLittle: boolean): Uint8Array {
	const view = new DataView(new ArrayBuffer(text.length * 4));
	Array.from(text).forEach((letter, index) => view.setUint32(index * 4, letter.codePointAt(0) ?? 0, isLittle));
	return new Uint8Array(view.buffer);
}

const text = '{"a":"b"}';

describe("readBody", () => {
	it.each([
		["UTF-8", Buffer.from(text)],
		["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`)],
		["UTF-16, little end first", Buffer.from(text, "utf16le")],
		["UTF-16 with a mark", Buffer.from(`\uFEFF${text}`, "utf16le")],
		["UTF-16, big end first", Buffer.from(text, "utf16le").swap16()],
		["UTF-32, little end first", utf32(text, true)],
		["UTF-32, big end first", utf32(text, false)],
		["UTF-8 with something behind it", Buffer.from(`${text} and so on`)],
	])("reads %s", (_, bytes) => {
		expect(readBody(bytes)).toEqual({ kind: "json", value: { a: "b" } });
	});

	it.each([
		["nothing", "", "the body is empty"],
		["blanks", " \n", "the body is empty"],
		["the word null", "null", "the body is null"],
		["half an object", '{\n  "a":', "malformed JSON at 2:7: expected a value"],
		["a comma too many", '{"a":1,}', "malformed JSON at 1:8: expected a field name in double quotes"],
	])("tells what is wrong with %s", (_, body, flaw) => {
		expect(readBody(Buffer.from(body))).toMatchObject({ kind: "unreadable", flaw });
	});

	it("tells that bytes are no text", () => {
		expect(readBody(Uint8Array.of(0x7b, 0x22, 0xff))).toMatchObject({ flaw: "the body is not UTF-8" });
	});
});
