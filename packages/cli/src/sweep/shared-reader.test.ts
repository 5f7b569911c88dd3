import type { ReadClient } from "@chronos-job/core";
import { expect, it } from "vitest";
import { sharedReader } from "./shared-reader.ts";

/** A server that counts how often it is asked, at a time that the test moves. */
function counted(answer: () => Promise<readonly never[]>) {
	const clock = { at: 0 };
	let asked = 0;
	const jobs = {
		summaries: () => {
			asked += 1;
			return answer();
		},
	};
	const open = sharedReader({ jobs } as unknown as ReadClient, { now: () => clock.at, freshMs: 100 });
	return { clock, open, asked: () => asked };
}

it("reads once for all who ask at the same time, and for those who ask soon after", async () => {
	const { clock, open, asked } = counted(async () => []);
	await Promise.all([open().jobs.summaries(), open().jobs.summaries()]);
	clock.at = 99;
	await open().jobs.summaries();
	expect(asked()).toBe(1);
	clock.at = 100;
	await open().jobs.summaries();
	expect(asked()).toBe(2);
});

it("reads anew for whoever looks again", async () => {
	const { open, asked } = counted(async () => []);
	const [one, other] = [open(), open()];
	await one.jobs.summaries();
	await other.jobs.summaries();
	expect(asked()).toBe(1);
	await one.jobs.summaries();
	await other.jobs.summaries();
	expect(asked()).toBe(2);
});

it("asks again after a failure", async () => {
	const { open, asked } = counted(async () => {
		throw new Error("away");
	});
	await expect(Promise.all([open().jobs.summaries(), open().jobs.summaries()])).rejects.toThrow("away");
	await expect(open().jobs.summaries()).rejects.toThrow("away");
	expect(asked()).toBe(2);
});
