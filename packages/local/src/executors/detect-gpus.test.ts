import { describe, expect, it } from "vitest";
import { detectGpus, parseGpuList, visibleOf } from "./detect-gpus.ts";
import type { Finished, RunOptions } from "./processes.ts";

const two = `GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-aaaa-1)
GPU 1: Tesla V100 (PCIe) (UUID: GPU-bbbb-2)
`;
const divided = `GPU 0: NVIDIA A100 (UUID: GPU-aaaa-1)
  MIG 1g.5gb      Device  0: (UUID: MIG-cc-1)
  MIG 1g.5gb      Device  1: (UUID: MIG-cc-2)
GPU 1: NVIDIA A100 (UUID: GPU-bbbb-2)
`;

it.each([
	["each of them", two, ["GPU-aaaa-1", "GPU-bbbb-2"]],
	["the parts of one that is divided", divided, ["MIG-cc-1", "MIG-cc-2", "GPU-bbbb-2"]],
	["none in other words", "No devices found.\n", []],
])("a list of GPUs names %s", (_, text, expected) => {
	expect(parseGpuList(text)).toEqual(expected);
});

it.each([
	[undefined, ["GPU-a1", "GPU-a2", "MIG-b"]],
	["", []],
	["1", ["GPU-a2"]],
	["2, 0", ["MIG-b", "GPU-a1"]],
	["MIG,GPU-a2", ["MIG-b", "GPU-a2"]],
	["0,7,1", ["GPU-a1"]],
	["-1", []],
	["0,0", ["GPU-a1"]],
])("CUDA_VISIBLE_DEVICES %j leaves %j", (variable, expected) => {
	expect(visibleOf(["GPU-a1", "GPU-a2", "MIG-b"], variable)).toEqual(expected);
});

describe("the GPUs of a machine", () => {
	const never = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };
	const answer = (finished: Partial<Finished>) => async () => ({ exitCode: 0, stdout: "", stderr: "", ...finished });

	it.each([
		["are those of its driver", answer({ stdout: two }), ["GPU-aaaa-1", "GPU-bbbb-2"], "nvidia-smi tells of 2"],
		[
			"are none when the driver fails",
			answer({ exitCode: 9, stdout: "NVIDIA-SMI has failed\nbecause\n" }),
			[],
			"nvidia-smi: NVIDIA-SMI has failed",
		],
		["are none without a driver", () => Promise.reject(new Error("ENOENT")), [], "there is no nvidia-smi"],
	])("%s", async (...[, run, value, fact]) => {
		expect(await detectGpus({ processes: { run }, clock: never, environment: {} })).toEqual({ value, fact });
	});

	it("are none when the driver hangs", async () => {
		const run = (_: readonly string[], { signal }: RunOptions) =>
			new Promise<Finished>((__, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));
		const clock = { now: () => 0, sleep: () => Promise.resolve() };
		const found = await detectGpus({ processes: { run }, clock, environment: {} });
		expect(found).toEqual({ value: [], fact: "nvidia-smi does not answer" });
	});
});
