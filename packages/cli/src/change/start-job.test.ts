import type { Baseline, ChronosClient, LocalReader } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import type { Host } from "../host.ts";
import { startJob } from "./start-job.ts";

function job(fields: object = {}): Job {
	const read = readJob({ name: "a", command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D", ...fields });
	if (read === undefined) throw new Error("a test needs a job");
	return read;
}

interface World {
	readonly before?: Job;
	readonly state?: string;
	/** What the server says about the job, look by look; the last for ever. */
	readonly states?: readonly string[];
	readonly after?: Job;
	/** The newest run on a server of ours. */
	readonly runId?: number;
}

async function start({ before = job(), state = "idle", states = ["idle"], after = before, runId }: World) {
	const done = { starts: 0, looks: 0, sleeps: 0 };
	const summaryOf = (state: string) => ({
		name: "a",
		status: "fresh",
		state,
		schedule: "",
		parents: [],
		disabled: false,
	});
	const local = runId === undefined ? undefined : ({ runs: async () => [{ id: runId }] } as unknown as LocalReader);
	const client = {
		jobs: {
			start: async () => {
				done.starts += 1;
			},
			summaries: async () => [summaryOf(states[done.looks++] ?? states.at(-1) ?? "idle")],
			find: async () => after,
		},
		server: { local: async () => local },
	} as unknown as ChronosClient;
	const host = {
		sleep: async () => {
			done.sleeps += 1;
		},
		signal: new AbortController().signal,
	} as unknown as Host;
	const baseline = {
		at: 0,
		jobs: new Map([["a", { job: before, summary: summaryOf(state), openRuns: [] }]]),
		local: runId === undefined ? undefined : { runId: 7, eventId: 1 },
	} as Baseline;
	const outcome = await startJob({ host }, client, { name: "a", args: undefined, baseline }).catch((error) => error);
	return { outcome, ...done };
}

const notStarted = expect.objectContaining({ code: "job.not-started" });

describe("a start by hand", () => {
	it.each<readonly [string, World]>([
		["a disabled job", { before: job({ disabled: true }) }],
		["a queued job", { state: "queued" }],
		["a running job", { state: "1 running" }],
		[
			"a job without repetitions, which would make it run for ever",
			{ before: job({ schedule: "R0/2030-01-01T00:00:00Z/P1D" }) },
		],
	])("of %s is not even tried", async (_, world) => {
		expect(await start(world)).toMatchObject({ outcome: notStarted, starts: 0 });
	});

	it("of a running job that is concurrent is tried", async () => {
		const world = { before: job({ concurrent: true }), state: "1 running", states: ["2 running"] };
		expect(await start(world)).toMatchObject({ outcome: {}, starts: 1 });
	});

	it.each<readonly [string, World]>([
		["is queued", { states: ["queued"] }],
		["runs a moment later", { states: ["idle", "idle", "1 running"] }],
		["is over already", { after: job({ successCount: 1 }) }],
		["was launched, which moves its schedule", { after: job({ schedule: "R/2030-01-02T00:00:00.000Z/P1D" }) }],
	])("is believed when the job %s", async (_, world) => {
		expect(await start(world)).toMatchObject({ outcome: {}, starts: 1 });
	});

	it("is not believed when nothing is to be seen of it", async () => {
		expect(await start({})).toMatchObject({ outcome: notStarted, starts: 1, sleeps: 20 });
	});

	it("is told with its run where the server tells", async () => {
		expect(await start({ runId: 8 })).toMatchObject({ outcome: { runId: 8 }, sleeps: 0 });
		expect(await start({ runId: 8, before: job({ schedule: "R0/2030-01-01T00:00:00Z/P1D" }) })).toMatchObject({
			starts: 1,
		});
		expect(await start({ runId: 7 })).toMatchObject({ outcome: notStarted });
	});
});
