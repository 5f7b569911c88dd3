import type { Fate } from "@chronos-job/core";
import { expect, it } from "vitest";
import { exitOfFates } from "./exit-of-fates.ts";

const fates = (...outcomes: readonly Fate["outcome"][]) => outcomes.map((outcome) => ({ job: "a", outcome, at: 0 }));

it.each([
	[["succeeded"], "success", 0],
	[["succeeded"], "any", 0],
	[["succeeded", "failed"], "any", 1],
	[["killed"], "any", 1],
	[["lost"], "success", 1],
	[["dropped"], "success", 1],
	// A rest proves nothing.
	[["idle"], "success", 1],
	[["idle"], "idle", 0],
	[["failed"], "idle", 0],
	[["failed"], "failure", 0],
	[["succeeded"], "failure", 1],
	[["lost"], "failure", 0],
	[["failed", "vanished"], "success", 6],
	[["vanished"], "idle", 6],
	[[], "success", 0],
] as const)("%j when waiting for %s is exit code %i", (outcomes, wanted, exit) => {
	expect(exitOfFates(fates(...outcomes), wanted)).toBe(exit);
});
