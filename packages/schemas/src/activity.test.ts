import { describe, expect, it } from "vitest";
import { formatActivity, parseActivity } from "./activity.ts";

describe("an activity", () => {
	it.each([
		["idle", { phase: "idle", running: 0 }],
		["queued", { phase: "queued", running: 0 }],
		["running", { phase: "running", running: 0 }],
		["12 running", { phase: "running", running: 12 }],
	] as const)("%s is read and written", (text, activity) => {
		expect(parseActivity(text)).toEqual(activity);
		expect(formatActivity(activity)).toBe(text);
	});

	it.each(["", "0 running", "running 1", "1 running ", "01 running", "failed"])("%j is none", (text) => {
		expect(parseActivity(text)).toBeUndefined();
	});
});
