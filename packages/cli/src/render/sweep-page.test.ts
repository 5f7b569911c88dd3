import { expect, test } from "vitest";
import type { ShownSweep } from "../sweep/show-sweep.ts";
import { sweepPage } from "./sweep-page.ts";

const screen = { width: 60, color: false, wraps: true, interactive: true };
const at = Date.UTC(2026, 10, 21, 11);

const sweep: ShownSweep = {
	group: "train",
	begunAt: at,
	params: ["lr", "seed"],
	count: { total: 5, succeeded: 1, failed: 1, underWay: 1, waiting: 2 },
	jobs: [
		{ name: "train.1", values: ["0.1", "1"], result: "succeeded", exitCode: 0 },
		{ name: "train.2", values: ["0.1", "2\u001B"], result: "failed", exitCode: 3 },
		{ name: "train.3", values: ["0.01", "1"], result: "running" },
		{ name: "train.4", values: ["0.01", "2"], result: "to-come" },
		{ name: "train.5", values: ["0.01", "3"], result: "to-come" },
	],
	now: at + 90_000,
	zone: "UTC",
};

test("a sweep is its sum, a bar, and what became of every combination", () => {
	expect(sweepPage(sweep, screen)).toBe(
		[
			"train  5 jobs, 1 succeeded, 1 did not, 1 under way, 2 to come",
			"  !#=--",
			"  begun on Sat 2026-11-21 11:00:00 UTC, 1m 30s ago",
			"",
			"job      result               lr    seed",
			"train.1  succeeded            0.1   1",
			String.raw`train.2  failed, exit code 3  0.1   2\u001b`,
			"train.3  running              0.01  1",
			"train.4  to come              0.01  2",
			"train.5  to come              0.01  3",
			"  → Go on with it: `chronos-job sweep --resume train`.",
			"  → Run those again that did not succeed: `chronos-job sweep --resume train --failed`.",
			"",
		].join("\n"),
	);
});

test("of one that has gone well there is nothing left to do", () => {
	const jobs = sweep.jobs.slice(0, 1);
	const count = { total: 1, succeeded: 1, failed: 0, underWay: 0, waiting: 0 };
	expect(
		sweepPage({ ...sweep, jobs, count }, screen)
			.split("\n")
			.slice(0, 2),
	).toEqual(["train  1 job, 1 succeeded", "  #"]);
	expect(sweepPage({ ...sweep, jobs, count }, screen)).not.toContain("→");
});
