import { spawnSync } from "node:child_process";
import { systemClock } from "@chronos-job/core";
import { beforeEach, describe, expect, it } from "vitest";
import { systemProcesses } from "../../src/executors/processes.ts";
import { detectGpus } from "../../src/gpus/detect-gpus.ts";
import { measureGpus } from "../../src/gpus/measure-gpus.ts";
import { runJob } from "../attempts.ts";

/** Why there is no GPU to test with on this machine. */
function whyNoGpu(): string | undefined {
	const { error, status, stdout } = spawnSync("nvidia-smi", ["-L"], { encoding: "utf8" });
	if (error !== undefined) return "nvidia-smi is not installed";
	return status === 0 && stdout.includes("UUID") ? undefined : "nvidia-smi tells of no GPU";
}

describe("a GPU of this machine", () => {
	const whyNot = whyNoGpu();
	const options = {
		processes: systemProcesses,
		clock: systemClock,
		environment: { PATH: process.env["PATH"] },
		cdiFolders: [],
	};

	beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

	it("is known by its id, and with its model, its memory, its driver and its CUDA", async () => {
		const { value } = await detectGpus(options);
		expect(value[0]).toMatchObject({
			id: expect.stringMatching(/^(?:GPU|MIG)-/),
			vendor: "nvidia",
			index: expect.any(Number),
			model: expect.stringMatching(/\w/),
			memMb: expect.any(Number),
			driver: expect.stringMatching(/^\d+\.\d+/),
			cuda: expect.stringMatching(/^\d+\.\d+$/),
		});
	});

	it("is measured", async () => {
		const { value } = await detectGpus(options);
		const readings = await measureGpus(
			value.map(({ id }) => id),
			options,
		);
		expect(readings.get(value[0]?.id ?? "")).toMatchObject({ memMb: expect.any(Number) });
	});

	it("is hidden from the programs of jobs that ask for none", async () => {
		const { value } = await detectGpus(options);
		const { stdout } = await runJob({ command: "echo $CUDA_VISIBLE_DEVICES" }, { hidesGpus: () => true });
		expect(value.length).toBeGreaterThan(0);
		expect(stdout.toString()).toBe("\n");
	});
});
