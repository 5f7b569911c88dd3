import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { openLogSink } from "./log-sink.ts";

async function pour(file: string, pieces: readonly string[], maxBytes?: number): Promise<void> {
	const sink = await openLogSink(file, maxBytes);
	for (const piece of pieces) await sink.write([Buffer.from(piece.slice(0, 1)), Buffer.from(piece.slice(1))]);
	await sink.finish();
	await sink.close();
}

describe("a log that is told from its beginning once more", () => {
	it.each([
		["", ["abc", "def", "g"]],
		["ab", ["abc", "def", "g"]],
		["abcd", ["abc", "def", "g"]],
		["abcdefg", ["abc", "def", "g"]],
	])("gets what it does not have: after %j", async (known, pieces) => {
		using folder = tempDir({ stdout: known });
		await pour(`${folder.path}/stdout`, pieces);
		expect(folder.read("stdout")).toBe("abcdefg");
	});

	it("gets the directory that somebody took away", async () => {
		using folder = tempDir();
		await pour(`${folder.path}/s/stdout`, ["abc"]);
		expect(folder.read("s/stdout")).toBe("abc");
	});
});

describe("a log with a cap", () => {
	const mark = (bytes: number) => `\n[chronos-job: ${bytes} bytes dropped here]\n`;
	it.each([
		[["1234567890"], 10, "1234567890"],
		[["12345", "67890", "x"], 10, `12345${mark(1)}7890x`],
		[["12", "3456789", "abcdefghijkl"], 7, `1234${mark(14)}jkl`],
		[["123456789"], 3, `12${mark(6)}9`],
	])("keeps head and tail of %j within %i bytes", async (pieces, maxBytes, expected) => {
		using folder = tempDir({ stdout: "from before" });
		await pour(`${folder.path}/stdout`, pieces, maxBytes);
		expect(folder.read("stdout")).toBe(expected);
	});
});
