import type { Plan, Step } from "@chronos-job/core";
import type { JobSpec } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { followedJobs } from "./followed-jobs.ts";

const now = Date.UTC(2026, 10, 21, 12);

function follow(...specs: readonly Omit<JobSpec, "command">[]) {
	const steps = specs.map((spec): Step => ({ kind: "create", name: spec.name, spec }));
	return followPlan({ steps, unchanged: [] }, specs);
}

function followPlan(plan: Plan, specs: readonly JobSpec[]) {
	const notes: string[] = [];
	const host = { now: () => now, zone: "UTC" } as Parameters<typeof followedJobs>[0]["host"];
	return { jobs: followedJobs({ note: (text) => notes.push(text), host }, plan, specs), notes };
}

describe("jobs to wait for", () => {
	it.each<readonly [string, Omit<JobSpec, "command">]>([
		["that run at once", { name: "a", schedule: "R1//P1Y" }],
		["without a schedule", { name: "a" }],
		["with parents", { name: "a", parents: ["b"] }],
		["that are due within a minute", { name: "a", schedule: "R/2026-11-21T12:00:30Z/P1D" }],
	])("%s need no word", (_, spec) => {
		expect(follow(spec)).toEqual({ jobs: ["a"], notes: [] });
	});

	it("that run much later are told", () => {
		const { jobs, notes } = follow({ name: "a", schedule: "R/2026-11-22T12:00:00Z/P1D" });
		expect(jobs).toEqual(["a"]);
		expect(notes).toEqual(["a runs first on Sun 2026-11-22 12:00:00 UTC, in 1d 00h"]);
	});

	it("are not those that are disabled", () => {
		expect(follow({ name: "a", disabled: true }, { name: "b" })).toEqual({
			jobs: ["b"],
			notes: ["a is disabled, so nobody waits for it"],
		});
	});

	it("are also those that they start, though nothing has changed about them", () => {
		const [a, b, c, d] = [
			{ name: "a" },
			{ name: "b", parents: ["a"] },
			{ name: "c", parents: ["b"] },
			{ name: "d" },
		] as const;
		const plan: Plan = { steps: [{ kind: "create", name: "a", spec: a }], unchanged: ["b", "c", "d"] };
		expect(followPlan(plan, [c, b, a, d]).jobs).toEqual(["c", "b", "a"]);
	});

	it.each([
		[["a"], "`chronos-job wait a`"],
		[["a b", "c"], "`chronos-job wait 'a b' c`"],
		[["a", "b", "c", "d"], "`chronos-job wait JOB`"],
	])("may be none but those that run already: %j", (unchanged, command) => {
		const { notes } = followPlan({ steps: [], unchanged }, []);
		expect(notes).toEqual([
			`no job was changed that would run, so there is nothing to wait for; ${command} waits for a run that is under way`,
		]);
	});

	it("may be none", () => {
		expect(follow()).toEqual({
			jobs: [],
			notes: ["no job was changed that would run, so there is nothing to wait for"],
		});
	});
});
