import { appendFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { type Follow, readLog, type ReadLogOptions } from "./read-log.ts";

async function read(text: string, options: ReadLogOptions): Promise<string> {
	using directory = tempDir({ stdout: text });
	const parts: string[] = [];
	for await (const { bytes } of readLog(`${directory.path}/stdout`, options)) parts.push(Buffer.from(bytes).toString());
	return parts.join("");
}

describe("a log", () => {
	it.each<[string, string, ReadLogOptions, string]>([
		["is read whole", "a\nb\n", {}, "a\nb\n"],
		["is read from an offset", "a\nb\n", { since: 2 }, "b\n"],
		["is read anew when it is shorter than the offset", "a\nb\n", { since: 9 }, "a\nb\n"],
		["ends with its last lines", "a\nb\nc\n", { tail: 2 }, "b\nc\n"],
		["counts a line without its end", "a\nb\nc", { tail: 2 }, "b\nc"],
		["is whole when it has fewer lines", "a\nb\n", { tail: 5 }, "a\nb\n"],
		["has empty lines", "\n\n\n", { tail: 2 }, "\n\n"],
		["is nothing of zero lines", "a\n", { tail: 0 }, ""],
		[
			"is longer than one piece",
			`${"x".repeat(200_000)}\n${"y".repeat(70_000)}\n`,
			{ tail: 1 },
			`${"y".repeat(70_000)}\n`,
		],
	])("%s", async (...[, text, options, expected]) => {
		expect(await read(text, options)).toBe(expected);
	});

	it("that is not there is empty", async () => {
		using directory = tempDir();
		expect(await readLog(`${directory.path}/stdout`).next()).toEqual({ done: true, value: undefined });
	});
});

describe("following", () => {
	it("tells what is appended, cut short and replaced, and ends with the rest", async () => {
		using directory = tempDir();
		const file = `${directory.path}/stdout`;
		const over = { now: false };
		const chunks = readLog(file, { follow: follow(new AbortController().signal, () => over.now) });
		const next = async () => {
			const { value } = await chunks.next();
			return value === undefined ? undefined : [value.offset, Buffer.from(value.bytes).toString()];
		};
		const first = next();
		appendFileSync(file, "one\n");
		expect(await first).toEqual([0, "one\n"]);
		appendFileSync(file, "two\n");
		expect(await next()).toEqual([4, "two\n"]);
		truncateSync(file, 0);
		appendFileSync(file, "new\n");
		expect(await next()).toEqual([0, "new\n"]);
		writeFileSync(`${file}.next`, "other\n");
		renameSync(`${file}.next`, file);
		expect(await next()).toEqual([0, "other\n"]);
		appendFileSync(file, "rest\n");
		over.now = true;
		expect(await next()).toEqual([6, "rest\n"]);
		expect(await next()).toBeUndefined();
	});

	it("ends when it is not wanted any more", async () => {
		using directory = tempDir({ stdout: "a\n" });
		const stop = new AbortController();
		const chunks = readLog(`${directory.path}/stdout`, { follow: follow(stop.signal, () => false) });
		await chunks.next();
		const last = chunks.next();
		stop.abort();
		expect(await last).toEqual({ done: true, value: undefined });
	});
});

function follow(signal: AbortSignal, isOver: () => boolean): Follow {
	const clock = {
		now: () => 0,
		sleep: (ms: number, wake?: AbortSignal) => sleep(ms, undefined, wake === undefined ? {} : { signal: wake }),
	};
	return { clock, signal, isOver };
}
