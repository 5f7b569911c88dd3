import { expect, it } from "vitest";
import { readJsonLines } from "./read-json-lines.ts";

it("reads a value from each line, however the bytes come, and leaves out what broke off", async () => {
	const bytes = Buffer.from('{"a":"é"}\r\n\n{"a":2}\n[3]\n{"a":');
	async function* pieces() {
		for (const byte of bytes) yield Uint8Array.of(byte);
	}
	const values = await allOf(readJsonLines(pieces(), (line): unknown => JSON.parse(line)));
	expect(values).toEqual([{ a: "é" }, { a: 2 }, [3]]);
});

async function allOf<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
	const all: T[] = [];
	for await (const value of values) all.push(value);
	return all;
}
