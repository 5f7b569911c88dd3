import type { LocalRun } from "@chronos-job/core";
import { expect, test } from "vitest";
import { runDurations } from "./run-durations.ts";

function run(id: number, tookMs: number, fields: Partial<LocalRun> = {}): LocalRun {
	const attempt = {
		taskId: "ct:1",
		number: 0,
		phase: "ended" as const,
		launchedAt: 0,
		startedAt: 1000,
		end: undefined,
	};
	return {
		id,
		job: "hello",
		cause: "schedule",
		phase: "settled",
		outcome: "succeeded",
		dropReason: undefined,
		queuedAt: 0,
		dueAt: undefined,
		retryAt: undefined,
		settledAt: 1000 + tookMs,
		args: "",
		attempts: [attempt],
		...fields,
	};
}

const three = [run(3, 7000), run(2, 1000), run(1, 0)];

test.each<readonly [string, readonly LocalRun[], string | undefined]>([
	["from the oldest to the latest", three, "took ▁▂█ 0s to 7s, the latest at the right"],
	["alike", [run(1, 2000), run(2, 2000), run(3, 2000)], "took ███ 2s, the latest at the right"],
	[
		"not those that were ended",
		[...three, run(4, 9000, { outcome: "killed" })],
		"took ▁▂█ 0s to 7s, the latest at the right",
	],
	[
		"not those that go on",
		[...three, run(4, 0, { outcome: undefined, settledAt: undefined })],
		"took ▁▂█ 0s to 7s, the latest at the right",
	],
	["not where there are too few", three.slice(1), undefined],
])("how long runs took is drawn %s", (_, runs, text) => {
	expect(runDurations(runs, 100)).toBe(text);
});

test("only the last ones are drawn where there is little room", () => {
	const runs = Array.from({ length: 100 }, (_, id) => run(id, id * 1000));
	expect(runDurations(runs, 60)).toMatch(/^took .{20} 1m 20s to 1m 39s,/);
});
