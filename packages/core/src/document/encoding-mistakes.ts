import type { Mistake } from "./mistakes.ts";
import { quote } from "./shown-text.ts";

const resave = "Save the file as UTF-8.";

/** Two bytes per character, as Windows likes to write them. */
export const utf16: Mistake = {
	code: "syntax.not-utf-8",
	start: 0,
	end: 0,
	message: "the file is written in UTF-16, not in UTF-8",
	hint: resave,
};

export const binary: Mistake = {
	code: "syntax.not-utf-8",
	start: 0,
	end: 0,
	message: "this is binary data, not text",
	hint: 'Give a file with a job: { "name": …, "command": … }.',
};

/** A byte that cannot stand in UTF-8; `at` is its place in the text, `offset` that in the file. */
export function foreignByte(at: number, offset: number, byte: number): Mistake {
	const letter = byte < 0xa0 ? "" : `; in Latin-1 it would be ${quote(String.fromCharCode(byte))}`;
	return {
		code: "syntax.not-utf-8",
		start: at,
		end: at + 1,
		message: `the byte 0x${byte.toString(16).toUpperCase().padStart(2, "0")} at offset ${offset} is not UTF-8${letter}`,
		hint: resave,
	};
}
