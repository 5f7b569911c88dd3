import type { Fate } from "@chronos-job/core";
import { describe, expect, it } from "vitest";
import type { SweepResult } from "../commands/sweep.ts";
import { sweepBar, sweepLine, sweepProgress, sweepReport } from "./sweep.ts";

const screen = { width: 100, color: false, wraps: false, interactive: false };
const at = Date.UTC(2026, 10, 21, 12);

describe("a settled job", () => {
	it.each<readonly [string, Omit<Fate, "job" | "at">, boolean]>([
		["succeeded  train.x1\n", { outcome: "succeeded", exitCode: 0 }, false],
		["succeeded  train.x1    sent before\n", { outcome: "succeeded" }, true],
		["failed     train.x1    exit code 3\n", { outcome: "failed", exitCode: 3 }, false],
		["killed     train.x1    SIGKILL\n", { outcome: "killed", signal: "SIGKILL" }, false],
		["dropped    train.x1    disabled\n", { outcome: "dropped", reason: "disabled" }, false],
		["deleted    train.x1\n", { outcome: "vanished" }, false],
		["unknown    train.x1    sent before\n", { outcome: "idle" }, true],
	])("is told as %j", (expected, fate, isOld) => {
		const event = { type: "sweep.settled", fate: { job: "train.x1", at, ...fate }, params: {}, isOld } as const;
		expect(sweepLine({ ...event, nameWidth: 10 }, screen)).toBe(expected);
	});
});

describe("the progress of a sweep", () => {
	it.each([
		[{ total: 8, succeeded: 3, failed: 1, underWay: 2, waiting: 2 }, 8, "!###==--"],
		[{ total: 8, succeeded: 3, failed: 1, underWay: 2, waiting: 2 }, 4, "!#=-"],
		[{ total: 1000, succeeded: 500, failed: 0, underWay: 0, waiting: 500 }, 10, "#####-----"],
		[{ total: 2, succeeded: 2, failed: 0, underWay: 0, waiting: 0 }, 30, "##"],
		[{ total: 2, succeeded: 2, failed: 0, underWay: 0, waiting: 0 }, -3, ""],
		[{ total: 0, succeeded: 0, failed: 0, underWay: 0, waiting: 0 }, 10, ""],
	])("%j in %d columns is %s", (count, width, bar) => {
		expect(sweepBar(count, width)).toBe(bar);
	});

	it("is one line, without a bar where there is no room", () => {
		const count = { total: 8, succeeded: 3, failed: 1, underWay: 2, waiting: 2 };
		expect(sweepProgress(count, 100)).toBe("!###==--  4 of 8 settled, 1 failed; 2 under way, 2 to come");
		expect(sweepProgress({ ...count, failed: 0 }, 60)).toBe("3 of 8 settled; 2 under way, 2 to come");
	});
});

describe("the report of a sweep", () => {
	it("does not advise to read what nobody can read", () => {
		const failed = { ...result, isMute: true };
		expect(sweepReport(failed, screen)).not.toContain("chronos-job logs");
		expect(sweepReport(failed, screen)).toContain("--failed");
		expect(sweepReport(result, screen)).toContain("chronos-job logs train.x2");
	});

	const result: SweepResult = {
		group: "train",
		outcome: "settled",
		params: ["x"],
		jobs: [
			{
				name: "train.x1",
				values: ["1"],
				state: "settled",
				what: "new",
				fate: { job: "train.x1", outcome: "succeeded", at },
			},
			{
				name: "train.x2",
				values: ["2"],
				state: "settled",
				what: "new",
				fate: { job: "train.x2", outcome: "failed", at },
			},
		],
		count: { total: 2, succeeded: 1, failed: 1, underWay: 0, waiting: 0 },
	};

	it("names the jobs that failed and says where to look", () => {
		expect(sweepReport(result, screen)).toBe(
			[
				"train  2 jobs, 1 succeeded, 1 did not",
				"  train.x2",
				"  → See what one of them has printed with `chronos-job logs train.x2`.",
				"  → Run them again with `chronos-job sweep --resume train --failed`.",
				"",
			].join("\n"),
		);
	});

	it("is a line when all is well", () => {
		const jobs = result.jobs.slice(0, 1);
		const count = { total: 1, succeeded: 1, failed: 0, underWay: 0, waiting: 0 };
		expect(sweepReport({ ...result, jobs, count }, screen)).toBe("train  1 job, 1 succeeded\n");
	});

	it("shows what would be done", () => {
		expect(sweepReport({ ...result, outcome: "planned" }, screen)).toBe(
			["new  train.x1  x=1", "new  train.x2  x=2", "train  2 jobs", ""].join("\n"),
		);
	});

	it("says that nothing was done when somebody said no", () => {
		expect(sweepReport({ ...result, outcome: "declined" }, screen)).toBe("nothing was sent\n");
	});
});
