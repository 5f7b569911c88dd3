import { type CallOptions, type ReadClient, systemClock } from "@chronos-job/core";
import { expect, it } from "vitest";
import { untilIdle } from "./until-idle.ts";

/** A server that says one after the other what a job does, and nothing any more after that. */
function clientSaying(...states: readonly string[]): Pick<ReadClient, "jobs" | "target"> {
	const left = [...states];
	const summaries = async ({ signal }: CallOptions = {}) => {
		const state = left.shift();
		if (state !== undefined) return [{ name: "a", status: "fresh", state, schedule: "", parents: [], disabled: false }];
		return new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
	};
	return { jobs: { summaries }, target: { name: "lab", urls: [] } } as unknown as ReadClient;
}

const since = Date.UTC(2026, 10, 21, 12);

it.each([
	["is over", ["1 running", "idle"], undefined, undefined],
	["goes on", ["1 running"], undefined, "a still ran after 1s"],
	[
		"is asked of a server that has frozen",
		["1 running"],
		since,
		"nobody knows after 1s whether a still runs: lab does not answer since Sat 2026-11-21 12:00:00 UTC",
	],
] as const)("a run that %s", async (...[, states, silentSince, message]) => {
	const host = {
		zone: "UTC",
		signal: new AbortController().signal,
		sleep: (ms: number) => systemClock.sleep(ms),
		now: () => 0,
	};
	const session = { host, silentSince: () => silentSince } as unknown as Parameters<typeof untilIdle>[0];
	const ending = { names: ["a"], timeoutMs: 1000 };
	const end = await untilIdle(session, clientSaying(...states), ending).catch((error: unknown) => error);
	expect(end instanceof Error ? end.message : undefined).toBe(message);
});
