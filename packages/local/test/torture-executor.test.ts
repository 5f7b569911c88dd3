import { expect, it } from "vitest";
import { tortureExecutor } from "./torture-executor.ts";

it(
	"a server that is killed at any instant loses, doubles and leaves behind nothing",
	{ timeout: 120_000 },
	async () => {
		const report = await tortureExecutor({ rounds: 10, seed: 1, attempts: 10 });
		expect(report.faults).toEqual([]);
		// Otherwise the instants would not be among those that matter.
		expect(report.found).toMatchObject({ "never-claimed": expect.any(Number), lost: 0 });
		expect(report.found["never-claimed"] + report.found.running).toBeGreaterThan(0);
	},
);
