import { describe, expect, it } from "vitest";
import type { LocalRun } from "../client/local-reader.ts";
import type { Until } from "./fate.ts";
import { fateOfRuns } from "./fate-of-runs.ts";

function runOf(id: number, fields: Partial<LocalRun>): LocalRun {
	return {
		id,
		job: "nightly",
		cause: "schedule",
		phase: fields.outcome === undefined ? "live" : "settled",
		outcome: undefined,
		dropReason: undefined,
		queuedAt: 1000,
		dueAt: undefined,
		retryAt: undefined,
		settledAt: fields.outcome === undefined ? undefined : 2000 + id,
		args: "",
		attempts: [],
		...fields,
	};
}

const ok: Partial<LocalRun> = { outcome: "succeeded" };
const bad: Partial<LocalRun> = { outcome: "failed" };

describe("runs tell the fate of their job", () => {
	it.each<[string, readonly Partial<LocalRun>[], Until, boolean, number | undefined]>([
		["the first that settles, whatever its outcome", [bad, ok], "any", true, 1],
		["not while the only one is under way", [{}], "any", false, undefined],
		["the first success", [bad, ok], "success", true, 2],
		["a failure, when that was the last run", [bad, bad], "success", false, 2],
		["not a failure while another run is under way", [bad, {}], "success", false, undefined],
		["not a failure while the job goes on", [bad], "success", true, undefined],
		["the first failure", [ok, { outcome: "lost" }], "failure", true, 2],
		["not what is said about rest", [ok], "idle", false, undefined],
		["not a start that is made up for", [{ outcome: "dropped", dropReason: "running" }, {}], "any", false, undefined],
		[
			"a start by hand that has come to nothing",
			[{ cause: "manual", outcome: "dropped", dropReason: "running" }],
			"any",
			false,
			1,
		],
	])("%s", (...[, runs, until, goesOn, expected]) => {
		const fate = fateOfRuns(
			runs.map((fields, index) => runOf(index + 1, fields)),
			{ until, goesOn },
		);
		expect(fate?.runId).toBe(expected);
	});
});

it("a fate has the task, the exit code and the time of the last attempt", () => {
	const attempt = (number: number, exitCode: number) => ({
		taskId: `ct:1:${number}:nightly:`,
		number,
		phase: "ended" as const,
		launchedAt: 1000,
		startedAt: 1001,
		end: { outcome: "failed" as const, exitCode, signal: undefined, reason: undefined, at: 1500 },
	});
	expect(
		fateOfRuns([runOf(4, { ...bad, attempts: [attempt(0, 1), attempt(1, 7)] })], { until: "any", goesOn: false }),
	).toEqual({
		job: "nightly",
		outcome: "failed",
		runId: 4,
		taskId: "ct:1:1:nightly:",
		exitCode: 7,
		at: 2004,
	});
});
