import type { JobStatus } from "@chronos-job/schemas";
import { expect, test } from "vitest";
import { showSweep } from "./show-sweep.ts";
import type { SweepJob } from "./sweep-group.ts";

type Recorded = Pick<SweepJob, "state"> & { readonly outcome?: "succeeded" | "failed" | "killed" };

interface Told {
	readonly state?: string;
	readonly status: JobStatus;
}

test.each<readonly [string, Recorded, Told | undefined, string]>([
	["was not sent yet", { state: "waiting" }, undefined, "to-come"],
	["was not sent yet and has run before", { state: "waiting" }, { status: "success" }, "to-come"],
	["was sent and is gone", { state: "submitted" }, undefined, "deleted"],
	["was sent and has not begun", { state: "submitted" }, { status: "fresh" }, "sent"],
	["is queued", { state: "submitted" }, { status: "fresh", state: "queued" }, "queued"],
	["runs", { state: "submitted" }, { status: "fresh", state: "1 running" }, "running"],
	["has ended when nobody looked", { state: "submitting" }, { status: "success" }, "succeeded"],
	["has succeeded", { state: "settled", outcome: "succeeded" }, { status: "success" }, "succeeded"],
	["has succeeded and is gone", { state: "settled", outcome: "succeeded" }, undefined, "succeeded"],
	["was killed, which a server does not tell", { state: "settled", outcome: "killed" }, { status: "fresh" }, "killed"],
	["was killed, which counts as failed", { state: "settled", outcome: "killed" }, { status: "failure" }, "killed"],
	["has failed, and succeeded later", { state: "settled", outcome: "failed" }, { status: "success" }, "succeeded"],
	["has succeeded, and failed later", { state: "settled", outcome: "succeeded" }, { status: "failure" }, "failed"],
	[
		"has failed, and runs again",
		{ state: "settled", outcome: "failed" },
		{ status: "failure", state: "1 running" },
		"running",
	],
])("a job that %s", (...[, { state, outcome }, seen, result]) => {
	const job = { name: "t.1", values: ["1"], state, ...(outcome && { fate: { job: "t.1", outcome, at: 0 } }) };
	const group = { at: 0, group: "t", template: {}, params: ["x"], again: false, jobs: [job], driver: undefined };
	const summary = { name: "t.1", schedule: "", parents: [], disabled: false, state: "idle" };
	const summaries = seen === undefined ? [] : [{ ...summary, ...seen }];
	expect(showSweep(group, { summaries, now: 0, zone: undefined }).jobs).toMatchObject([{ name: "t.1", result }]);
});
