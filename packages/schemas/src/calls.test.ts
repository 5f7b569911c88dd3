import { describe, expect, it } from "vitest";
import { calls, fillPath } from "./calls.ts";

describe("the path of a call", () => {
	it("depends on the dialect", () => {
		expect(fillPath(calls.listJobs, "3.x", {})).toBe("/v1/scheduler/jobs");
		expect(fillPath(calls.listJobs, "2.x", {})).toBe("/scheduler/jobs");
		expect(fillPath(calls.ping, "2.x", {})).toBe("/ping");
	});

	it("is missing where the dialect lacks the call", () => {
		expect(fillPath(calls.getJob, "2.x", { name: "a" })).toBeUndefined();
		expect(fillPath(calls.listSummaries, "2.x", {})).toBeUndefined();
	});

	it("escapes what it is filled with", () => {
		expect(fillPath(calls.reportProgress, "3.x", { name: "old job #1", taskId: "ct:1:0:a:x/y" })).toBe(
			"/v1/scheduler/job/old%20job%20%231/task/ct%3A1%3A0%3Aa%3Ax%2Fy/progress",
		);
	});

	it("asks the compiler for its parameters", () => {
		// @ts-expect-error a name is missing
		expect(fillPath(calls.deleteJob, "3.x", {})).toBe("/v1/scheduler/job/undefined");
	});
});

it("there is a row for each of the nineteen calls", () => {
	expect(Object.keys(calls)).toHaveLength(19);
});

it("no two calls share method and path", () => {
	const rows = Object.values(calls).map(({ method, path }) => `${method} ${path["3.x"]}`);
	expect(new Set(rows).size).toBe(rows.length);
});
