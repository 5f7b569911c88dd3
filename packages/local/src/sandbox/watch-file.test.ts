import { appendFileSync } from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { countWatched, watchFile } from "./watch-file.ts";

/** A sleep that only a notice ends. */
const clock = {
	now: () => 0,
	sleep: (_: number, signal?: AbortSignal) =>
		new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve())),
};

it("many readers of a log share one watch, and the last one takes it away", async () => {
	using directory = tempDir({ stdout: "", stderr: "" });
	const before = countWatched();
	const readers = Array.from({ length: 50 }, () => watchFile(`${directory.path}/stdout`));
	const other = watchFile(`${directory.path}/stderr`);
	expect(countWatched()).toBe(before + 1);
	const notices = Promise.all(readers.map((reader) => reader.next(clock, 1000)));
	appendFileSync(`${directory.path}/stdout`, "x");
	await notices;
	for (const reader of readers) reader[Symbol.dispose]();
	expect(countWatched()).toBe(before + 1);
	const notice = other.next(clock, 1000);
	appendFileSync(`${directory.path}/stderr`, "x");
	await notice;
	other[Symbol.dispose]();
	expect(countWatched()).toBe(before);
});
