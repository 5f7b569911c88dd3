import { describe, expect, it } from "vitest";
import { isCanonicalJob, readJob } from "./reply-validators.ts";

describe("a job of a server", () => {
	const canonical = readJob({ name: "a", schedule: "R1//P1Y" });

	it("that is canonical is not copied", () => {
		expect(isCanonicalJob(canonical)).toBe(true);
		expect(readJob(canonical)).toBe(canonical);
	});

	it.each([
		["lacks a field", { ...canonical, owner: undefined }],
		["has an unknown field", { ...canonical, state: "idle" }],
		["has a number as text", { ...canonical, mem: "5" }],
		["has a schedule without zone", { ...canonical, scheduleTimeZone: undefined }],
		["has a zone without schedule", { ...canonical, schedule: undefined }],
		["has schedule and parents", { ...canonical, parents: [] }],
		["has a container type in lower case", { ...canonical, container: { image: "i", type: "docker" } }],
	])("that %s is not canonical, but can be read", (_, job) => {
		expect(isCanonicalJob(job)).toBe(false);
		expect(isCanonicalJob(readJob(job))).toBe(true);
	});

	it.each([undefined, null, [], {}, "a", { command: "true" }])("is not %j", (value) => {
		expect(readJob(value)).toBeUndefined();
	});
});
