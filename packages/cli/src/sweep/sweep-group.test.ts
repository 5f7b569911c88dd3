import { describe, expect, it } from "vitest";
import { countJobs, groupOf } from "./sweep-group.ts";
import { formatRecord, parseRecord, type SweepRecord } from "./sweep-record.ts";

const at = Date.UTC(2026, 10, 21, 12);

const head: SweepRecord = {
	type: "sweep",
	at,
	group: "train",
	template: { name: "train", command: "echo {{x}}" },
	params: ["x"],
	jobs: [
		{ name: "train.x1", values: ["1"] },
		{ name: "train.x2", values: ["2"] },
		{ name: "train.x3", values: ["3"] },
	],
	again: false,
};

const before = {
	schedule: "R0/2027-11-21T12:00:00.000Z/P1Y",
	disabled: true,
	successCount: 1,
	errorCount: 0,
	lastSuccess: "2026-11-21T11:00:00.000Z",
	lastError: "",
};

const opened: SweepRecord = { type: "opened", at, driver: { pid: 7, mark: "boot/1" } };
const submitting: SweepRecord = { type: "submitting", at, job: "train.x1", before, local: { runId: 3, eventId: 9 } };
const submitted: SweepRecord = { type: "submitted", at, job: "train.x1" };
const settled: SweepRecord = {
	type: "settled",
	fate: { job: "train.x1", outcome: "failed", at, exitCode: 3, runId: 4, taskId: "ct:1:0:train.x1:", reason: "r" },
};
const closed: SweepRecord = { type: "closed", at };

describe("a line of a record", () => {
	it.each([head, opened, submitting, submitted, settled, closed].map((record) => [record.type, record] as const))(
		"comes back as it was written: %s",
		(_, record) => {
			expect(parseRecord(formatRecord(record))).toEqual(record);
		},
	);

	it.each([
		["", "an empty one"],
		[formatRecord(submitting).slice(0, 40), "one that is torn"],
		['{"type":"later","at":"2026-11-21T12:00:00.000Z"}', "one of a later format"],
		['{"type":"settled","at":"2026-11-21T12:00:00.000Z","job":"a","outcome":"odd"}', "an outcome nobody knows"],
	])("is left out: %s", (line) => {
		expect(parseRecord(line)).toBeUndefined();
	});
});

describe("the record of a sweep", () => {
	it.each<readonly [string, readonly SweepRecord[], object]>([
		["nobody has begun with", [], { state: "waiting" }],
		["may have been sent", [submitting], { state: "submitting", since: { at, before } }],
		["was sent", [submitting, submitted], { state: "submitted", since: { at, before } }],
		["was found on the server", [submitted], { state: "submitted" }],
		["has failed", [submitting, submitted, settled], { state: "settled", fate: { outcome: "failed", exitCode: 3 } }],
		["is sent once more", [submitting, submitted, settled, submitting], { state: "submitting" }],
	])("tells that a job %s", (_, lines, expected) => {
		expect(groupOf([head, ...lines])?.jobs[0]).toMatchObject({ name: "train.x1", values: ["1"], ...expected });
	});

	it("forgets the fate of a job that is sent once more", () => {
		expect(groupOf([head, submitting, submitted, settled, submitting])?.jobs[0]?.fate).toBeUndefined();
	});

	it("knows who works on it until that one says that it stopped", () => {
		expect(groupOf([head, opened])?.driver).toEqual({ pid: 7, mark: "boot/1" });
		expect(groupOf([head, opened, closed])?.driver).toBeUndefined();
	});

	it("is none without its first line", () => {
		expect(groupOf([opened, submitting])).toBeUndefined();
	});

	it("counts its jobs", () => {
		const group = groupOf([head, submitting, submitted, settled, { type: "submitted", at, job: "train.x2" }]);
		expect(countJobs(group?.jobs ?? [])).toEqual({ total: 3, succeeded: 0, failed: 1, underWay: 1, waiting: 1 });
	});
});
