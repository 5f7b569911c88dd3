import type { Job, JobSpec } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { jobOf } from "./jobs.samples.ts";
import { planApply, type PlanOptions } from "./plan-apply.ts";

const now = Date.UTC(2026, 10, 21, 12);
const once = "R1//P1Y";
const done = "R0/2027-11-21T09:00:01.101Z/P1Y";
const past = "R/2026-01-01T06:00:00Z/P1D";
const moved = "R/2026-11-22T06:00:00.000Z/P1D";

function plan(specs: readonly Partial<JobSpec>[], jobs: readonly Job[], options: Partial<PlanOptions> = {}) {
	return planApply(
		specs.map((spec) => ({ name: "nightly", command: "true", ...spec })),
		jobs,
		{ now, ...options },
	);
}

it("new jobs come parents first, whatever the order of the files", () => {
	const { steps } = plan(
		[
			{ name: "c", parents: ["b"] },
			{ name: "b", parents: ["a"] },
			{ name: "a", schedule: once },
		],
		[],
	);
	expect(steps.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["create a", "create b", "create c"]);
});

it("a job that is as it should be is no step", () => {
	expect(plan([{ schedule: past }], [jobOf({ schedule: moved })])).toEqual({ steps: [], unchanged: ["nightly"] });
});

it("an update carries on the schedule instead of running the job at once", () => {
	const { steps } = plan([{ schedule: past, command: "false" }], [jobOf({ schedule: moved, runAsUser: "alice" })]);
	expect(steps).toMatchObject([
		{ kind: "update", spec: { schedule: moved, command: "false", runAsUser: "alice" }, startsAgain: false },
	]);
});

it("a user that a deletion has left empty is the server's to choose again", () => {
	const [step] = plan([{ schedule: past, command: "false" }], [jobOf({ schedule: moved, runAsUser: "" })]).steps;
	expect(step).not.toHaveProperty("spec.runAsUser");
});

it("another schedule is written as it stands, and starts the job when its start is over", () => {
	const { steps } = plan([{ schedule: "R/2026-01-01T07:00:00Z/P1D" }], [jobOf({ schedule: moved })]);
	expect(steps).toMatchObject([{ spec: { schedule: "R/2026-01-01T07:00:00Z/P1D" }, startsAgain: true }]);
});

describe("a job that has run", () => {
	const exhausted = jobOf({ schedule: done, disabled: true });

	it("is as it should be", () => {
		expect(plan([{ schedule: once }], [exhausted]).unchanged).toEqual(["nightly"]);
	});

	it("keeps its run behind it when something else about it changes", () => {
		const { steps } = plan([{ schedule: once, command: "false" }], [exhausted]);
		expect(steps).toMatchObject([{ spec: { schedule: done, disabled: true, command: "false" }, startsAgain: false }]);
	});

	it("runs again when that is wanted", () => {
		const { steps } = plan([{ schedule: once }], [exhausted], { again: true });
		expect(steps).toMatchObject([{ kind: "update", spec: { schedule: once }, startsAgain: true }]);
		expect(steps[0]).toMatchObject({
			changes: [{ path: ["disabled"] }, { path: ["schedule"], before: done, after: once }],
		});
	});

	it.each<[string, Partial<JobSpec>]>([
		["is disabled in its file", { schedule: once, disabled: true }],
		["has no runs in its file either", { schedule: done }],
	])("does not run again when it %s", (_, spec) => {
		expect(
			plan([spec], [exhausted], { again: true }).steps.filter((step) => step.kind === "update" && step.startsAgain),
		).toEqual([]);
	});

	it("without a schedule in its file runs again as well", () => {
		const live = jobOf({ schedule: "R0/2026-11-22T09:00:00.000Z/PT24H", disabled: true });
		expect(plan([{}], [live]).unchanged).toEqual(["nightly"]);
		expect(plan([{}], [live], { again: true }).steps).toMatchObject([{ startsAgain: true }]);
	});
});

it("a job that goes on by itself is not started again", () => {
	expect(plan([{ schedule: past }], [jobOf({ schedule: moved })], { again: true }).unchanged).toEqual(["nightly"]);
});

it("enabling a job whose start is over starts it", () => {
	const { steps } = plan([{ schedule: past }], [jobOf({ schedule: past, disabled: true })]);
	expect(steps).toMatchObject([{ changes: [{ path: ["disabled"] }], startsAgain: true }]);
});

describe("jobs that no spec names", () => {
	const jobs = [
		jobOf({ name: "a", schedule: past }),
		jobOf({ name: "b", parents: ["a"] }),
		jobOf({ name: "c", parents: ["b"] }),
	];

	it("stay", () => {
		expect(plan([], jobs)).toEqual({ steps: [], unchanged: [] });
	});

	it("are deleted when pruning, the last children first, after all that is written", () => {
		const { steps } = plan([{ name: "d", schedule: once }], jobs, { prune: true });
		expect(steps.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["create d", "delete c", "delete b", "delete a"]);
	});
});

it("files that are listed twice are sent once", () => {
	const spec: Partial<JobSpec> = {
		schedule: once,
		uris: ["http://x/a"],
		fetch: [{ uri: "http://x/a", extract: false }],
	};
	const [step] = plan([spec], []).steps;
	expect(step).toMatchObject({ spec: { fetch: [{ uri: "http://x/a" }] } });
	expect(step).not.toHaveProperty("spec.uris");
});
