import type { Job, JobSummary } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { rowOf, warmRows } from "./job-row.ts";
import { sampleFacts, type SampleJob, sampleNow } from "./state.samples.ts";

const row = (job: Omit<SampleJob, "name">, sweep?: string) =>
	rowOf(sampleFacts({ name: "a", ...job }), { now: sampleNow, sweep });

describe("a row", () => {
	it.each([
		[{ state: "1 running", status: "failure" }, "running", 1],
		[{ state: "running" }, "running", 1],
		[{ state: "12 running" }, "running", 12],
		[{ state: "queued", disabled: true }, "queued", 0],
		[{ state: "nonsense", status: "failure" }, "failed", 0],
		[{ status: "failure" }, "failed", 0],
		[{ status: "success" }, "ok", 0],
		[{ status: "fresh" }, "fresh", 0],
		[{ status: "success", disabled: true }, "disabled", 0],
	] as const)("of %j says %s", (job, state, running) => {
		expect(row(job)).toMatchObject({ state, running });
	});

	it("of a job that has had all its runs says how it did, although Chronos has disabled it", () => {
		const spent = { disabled: true, job: { schedule: "R0/2031-01-01T00:00:00Z/P1Y" } };
		expect(row({ ...spent, status: "success" }).state).toBe("ok");
		expect(row({ ...spent, status: "fresh" }).state).toBe("disabled");
	});

	it("waits for its retry, unless it does something else", () => {
		const retryAt = sampleNow + 60_000;
		const stateOf = (job: Omit<SampleJob, "name">) =>
			rowOf(sampleFacts({ name: "a", ...job }), { now: sampleNow, sweep: undefined, retryAt }).state;
		expect([stateOf({ status: "fresh" }), stateOf({ status: "failure" }), stateOf({ state: "queued" })]).toEqual([
			"retry",
			"retry",
			"queued",
		]);
	});

	it("takes its times, amounts and words from the job", () => {
		expect(row({ job: { lastError: "2030-02-01T11:30:00Z", gpus: 2 } }, "s")).toMatchObject({
			lastAt: Date.parse("2030-02-01T11:30:00Z"),
			nextAt: Date.parse("2030-02-02T00:00:00Z"),
			schedule: "every day at 00:00 UTC, starting 2030-02-02",
			owner: "ann@example.org",
			successes: 3,
			errors: 1,
			cpus: 1,
			memMb: 128,
			gpus: 2,
			sweep: "s",
		});
	});

	it("knows less of a job of which only the summary was told", () => {
		const summary: JobSummary = {
			name: "a",
			status: "failure",
			state: "idle",
			schedule: "",
			parents: ["p", "q"],
			disabled: false,
		};
		const known = rowOf({ name: "a", job: undefined, summary }, { now: sampleNow, sweep: undefined });
		expect(known).toMatchObject({ state: "failed", schedule: "after p, q", owner: "" });
		expect([known.nextAt, known.lastAt, known.cpus, known.gpus]).toEqual([undefined, undefined, undefined, undefined]);
	});

	it.each([
		["", "", "fresh"],
		["2030-01-01T00:00:00Z", "", "success"],
		["", "2030-01-01T00:00:00Z", "failure"],
		["2030-01-02T00:00:00Z", "2030-01-01T00:00:00Z", "success"],
		["2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z", "failure"],
	])("of which only the job was told, with %j and %j, ended with %s", (lastSuccess, lastError, last) => {
		const { job } = sampleFacts({ name: "a", job: { lastSuccess, lastError } });
		expect(rowOf({ name: "a", job, summary: undefined }, { now: sampleNow, sweep: undefined }).last).toBe(last);
	});

	it("says a schedule that cannot be read as it is, without what would move the cursor", () => {
		expect(row({ job: { schedule: "R/\u001B[2Jsoon/PT1M" } }).schedule).toBe("R/soon/PT1M");
		expect(row({ job: { schedule: "nonsense" } }).nextAt).toBeUndefined();
	});
});

it("works out so many rows beforehand, and no more", () => {
	const seen: string[] = [];
	const rows = ["a", "b", "c"].map((name) => rowOf(watched(name, seen), { now: sampleNow, sweep: undefined }));
	seen.length = 0;
	warmRows(rows, 2);
	expect(new Set(seen)).toEqual(new Set(["a", "b"]));
	seen.length = 0;
	warmRows(rows, 2);
	expect(new Set(seen)).toEqual(new Set(["c"]));
});

/** Notes when its schedule is read. */
function watched(name: string, seen: string[]) {
	const facts = sampleFacts({ name });
	const job = { ...facts.job } as Job;
	Object.defineProperty(job, "schedule", {
		get() {
			seen.push(name);
			return "R/2030-02-02T00:00:00Z/P1D";
		},
	});
	return { ...facts, job };
}
