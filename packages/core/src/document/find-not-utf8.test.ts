import { describe, expect, it } from "vitest";
import { findNotUtf8 } from "./find-not-utf8.ts";

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, isBig = false): Uint8Array =>
	Uint8Array.from(text.split("").flatMap((letter) => (isBig ? [0, letter.charCodeAt(0)] : [letter.charCodeAt(0), 0])));
const text = '{\n  "name": "caffè"\n}\n';

describe("findNotUtf8", () => {
	it.each(["", text, `\uFEFF${text}`, "\uFFFD", "日本語 😀 \u0000"])("finds nothing in %j", (sound) => {
		expect(findNotUtf8(utf8(sound), "a.json")).toBeUndefined();
	});

	it.each([
		["Latin-1", latin1(text), '2:16 the byte 0xE8 at offset 17 is not UTF-8; in Latin-1 it would be "è"'],
		[
			"Latin-1 behind sound letters",
			Uint8Array.from([...utf8("\uFEFF\uFFFDè\n"), 0x93]),
			"2:1 the byte 0x93 at offset 9 is not UTF-8",
		],
		[
			"a letter that is cut off",
			utf8("caffè").slice(0, -1),
			'1:5 the byte 0xC3 at offset 4 is not UTF-8; in Latin-1 it would be "Ã"',
		],
		[
			"UTF-16 with a mark",
			Uint8Array.from([0xff, 0xfe, ...utf16("{}\n")]),
			"1:1 the file is written in UTF-16, not in UTF-8",
		],
		["UTF-16 without one", utf16("{}\n"), "1:1 the file is written in UTF-16, not in UTF-8"],
		[
			"UTF-16 the other way round",
			Uint8Array.from([0xfe, 0xff, ...utf16("{}", true)]),
			"1:1 the file is written in UTF-16, not in UTF-8",
		],
		["bytes of all kinds", Uint8Array.from({ length: 256 }, (_, byte) => byte), "1:1 this is binary data, not text"],
	])("says what is wrong with %s", (_, bytes, said) => {
		const document = findNotUtf8(bytes, "a.json");
		const found = document?.findings.map(({ range: { start }, message }) => `${start.line}:${start.column} ${message}`);
		expect(found).toEqual([said]);
		expect(document?.findings.map(({ code, severity, fix }) => [code, severity, fix])).toEqual([
			["syntax.not-utf-8", "error", undefined],
		]);
		expect(document?.values).toEqual([]);
	});

	it("shows UTF-16 as a text that can be read", () => {
		expect(findNotUtf8(Uint8Array.from([0xff, 0xfe, ...utf16(text)]), "a.json")?.text).toBe(text);
	});
});
