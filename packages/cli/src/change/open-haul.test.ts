import type { ChronosClient } from "@chronos-job/core";
import { memoryHost, tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { openHaul } from "./open-haul.ts";

const names = Array.from({ length: 21 }, (_, index) => `job-${index}`);

it("of jobs that were sent and never seen nobody says that they are there", async () => {
	using dir = tempDir();
	const pressed = new AbortController();
	const client = { jobs: { put: async () => undefined } } as unknown as ChronosClient;
	using haul = openHaul({ host: memoryHost({ cwd: dir.path, interrupt: pressed.signal }) }, client, names);
	for (const name of ["job-0", "job-1", "job-2"]) await haul.client.jobs.put({ name, command: "true" });
	haul.verified("job-1");
	pressed.abort();
	expect(haul.explain(new Error("enough; job-2 is left disabled"))).toMatchObject({
		code: "change.interrupted",
		message: expect.stringMatching(
			/^interrupted: 1 job is on the server as planned, 1 sent and not checked \(job-0\), job-2 is left disabled, 18 not sent \(/,
		),
		jobs: { checked: ["job-1"], unchecked: ["job-0"], unsent: names.slice(3) },
	});
});

it("a failure that nobody has wished for stays what it is", () => {
	using dir = tempDir();
	using haul = openHaul({ host: memoryHost({ cwd: dir.path }) }, {} as ChronosClient, names);
	const failure = new Error("no room");
	expect(haul.explain(failure)).toBe(failure);
});
