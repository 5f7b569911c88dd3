import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { wasSent } from "./plan-sweep.ts";
import type { SweepJob } from "./sweep-group.ts";

function job(fields: object): Job {
	const read = readJob({ name: "a", command: "true", schedule: "R1//P1Y", ...fields });
	if (read === undefined) throw new Error("this is no job");
	return read;
}

const exhausted = { schedule: "R0/2027-11-21T12:00:00.000Z/P1Y", disabled: true, successCount: 1, errorCount: 0 };
const before = { ...exhausted, lastSuccess: "2026-11-21T12:00:00.000Z", lastError: "" };

describe("a job that was to be sent when a program ended", () => {
	it.each<readonly [string, Job | undefined, Partial<SweepJob>, boolean]>([
		["was not, when the server does not have it", undefined, {}, false],
		["was, when it was not there before", job({}), {}, true],
		["was not, when it is as it was before", job(exhausted), { since: { at: 0, before } }, false],
		["was, when it is due again", job({}), { since: { at: 0, before } }, true],
		["was, when it has run since", job({ ...exhausted, successCount: 2 }), { since: { at: 0, before } }, true],
	])("%s", (...[, live, fields, expected]) => {
		expect(wasSent({ name: "a", values: [], state: "submitting", ...fields }, live)).toBe(expected);
	});

	it.each([
		["waiting", false],
		["submitted", true],
	] as const)("needs no look when it is %s", (state, expected) => {
		expect(wasSent({ name: "a", values: [], state }, undefined)).toBe(expected);
	});
});
