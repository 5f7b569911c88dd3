import { expect, it } from "vitest";
import { demuxLogs } from "./demux-logs.ts";

function frame(output: number, text: string): Buffer {
	const body = Buffer.from(text, "latin1");
	const header = Buffer.alloc(8);
	header[0] = output;
	header.writeUInt32BE(body.length, 4);
	return Buffer.concat([header, body]);
}

const stream = Buffer.concat([
	frame(1, "a\0\n"),
	frame(2, "oops"),
	frame(1, ""),
	frame(1, "x".repeat(300)),
	frame(2, "\x80"),
]);

async function* inPieces(bytes: Buffer, size: number) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

it.each([1, 2, 7, 8, 9, 100, 10_000])("gives each output its bytes when they come %i at a time", async (size) => {
	const parts = await allOf(demuxLogs(inPieces(stream, size)));
	expect(Buffer.concat(parts.flatMap(({ stdout }) => stdout)).toString("latin1")).toBe(`a\0\n${"x".repeat(300)}`);
	expect(Buffer.concat(parts.flatMap(({ stderr }) => stderr)).toString("latin1")).toBe("oops\x80");
});

async function allOf<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
	const all: T[] = [];
	for await (const value of values) all.push(value);
	return all;
}
