import { ChronosError, type ErrorCode, ResponseError } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { memoryHost } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { openPatience } from "./open-patience.ts";

function waiting(signal = new AbortController().signal) {
	using dir = tempDir();
	const pauses: number[] = [];
	const notes: string[] = [];
	const host = { ...memoryHost({ cwd: dir.path }), sleep: async (ms: number) => void pauses.push(ms) };
	return { patience: openPatience({ host, note: (text) => notes.push(text) }, signal), pauses, notes };
}

const away = () => new ChronosError("target.unreachable", "nobody answers");

it("waits longer and longer for a server that is away, and says so once", async () => {
	const { patience, pauses, notes } = waiting();
	const failures = Array.from({ length: 7 }, away);
	const work = async () => {
		const failure = failures.pop();
		if (failure !== undefined) throw failure;
		return "done";
	};
	expect(await patience(work)).toBe("done");
	expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
	expect(notes).toHaveLength(1);
	failures.push(away());
	await patience(work);
	expect(notes).toHaveLength(2);
});

it.each([
	["503 of a proxy", new ResponseError("target.refused", "no", { status: 503, body: "" }), 1],
	["silence", new ChronosError("target.timeout", "no"), 1],
	["500 of the server", new ResponseError("target.refused", "no", { status: 500, body: "" }), 0],
	["a refusal", new ChronosError("target.refused" satisfies ErrorCode, "no"), 0],
])("%s is waited out or not", async (_, error, times) => {
	const { patience, pauses } = waiting();
	const failures: Error[] = [error];
	const work = async () => {
		const failure = failures.pop();
		if (failure !== undefined) throw failure;
	};
	await patience(work).catch(() => undefined);
	expect(pauses).toHaveLength(times);
});

it("ends with the wish to stop", async () => {
	const stop = new AbortController();
	const { patience } = waiting(stop.signal);
	const work = async () => {
		stop.abort(new Error("stop"));
		throw away();
	};
	await expect(patience(work)).rejects.toThrow("stop");
});
