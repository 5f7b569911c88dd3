import { applyPlan, type CallOptions, type ChronosClient, type Plan, planApply, planDeletion } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { fakeServer, jobOf, sleepingClock } from "./fake-server.ts";

const now = Date.UTC(2026, 10, 21, 12);

/** A client that ends calls whose signals fire, as real ones do. */
function heeding(client: ChronosClient): ChronosClient {
	const { jobs } = client;
	const heed = <Reply>(options: CallOptions | undefined, call: () => Promise<Reply>): Promise<Reply> =>
		options?.signal?.aborted === true ? Promise.reject(options.signal.reason) : call();
	return {
		...client,
		jobs: {
			...jobs,
			list: (options) => heed(options, () => jobs.list(options)),
			find: (name, options) => heed(options, () => jobs.find(name, options)),
			put: (job, options) => heed(options, () => jobs.put(job, options)),
			delete: (name, options) => heed(options, () => jobs.delete(name, options)),
		},
	};
}

describe("reads back what was sent, however little patience somebody has left", () => {
	const names = ["a", "b", "c", "d", "e"];
	const all = names.map((name) => ({ name, command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D" }));

	it.each<[string, Plan, readonly Job[]]>([
		["created", planApply(all, [], { now }), []],
		["deleted", planDeletion(names, all.map(jobOf)), all.map(jobOf)],
	])("after jobs were %s", async (kind, plan, jobs) => {
		const abort = new AbortController();
		const stop = (_: unknown, done: () => void) => {
			done();
			if (server.writes.length === 3) abort.abort(new Error("enough"));
		};
		const server = fakeServer(jobs, { put: stop, delete: stop });
		const told: string[] = [];
		const applying = applyPlan(heeding(server.client), plan, {
			clock: sleepingClock(),
			signal: abort.signal,
			concurrency: 1,
			onStep: (step) => told.push(`${step.kind} ${step.name}`),
		});
		await expect(applying).rejects.toThrow("enough");
		expect(told).toEqual(plan.steps.slice(0, 3).map(({ name }) => `${kind} ${name}`));
		expect(server.writes).toHaveLength(3);
	});
});
