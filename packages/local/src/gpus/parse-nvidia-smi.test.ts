import { describe, expect, it } from "vitest";
import { parseCudaVersion, parseNvidiaList, parseNvidiaTable, parseNvidiaUse } from "./parse-nvidia-smi.ts";

const whole = { vendor: "nvidia" } as const;

describe("the list of GPUs", () => {
	it("names each of them", () => {
		const text = "GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-aaaa-1)\nGPU 1: Tesla V100 (PCIe) (UUID: GPU-bbbb-2)\n";
		expect(parseNvidiaList(text)).toEqual([
			{ ...whole, id: "GPU-aaaa-1", index: 0, model: "NVIDIA H100 80GB HBM3" },
			{ ...whole, id: "GPU-bbbb-2", index: 1, model: "Tesla V100 (PCIe)" },
		]);
	});

	it("names the parts of one that is divided instead of the whole", () => {
		const text = `GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-aaaa-1)
  MIG 1g.5gb      Device  0: (UUID: MIG-cc-1)
  MIG 1c.3g.20gb  Device  1: (UUID: MIG-cc-2)
GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-bbbb-2)
`;
		const part = { ...whole, index: 0, partOf: "GPU-aaaa-1" };
		expect(parseNvidiaList(text)).toEqual([
			{ ...part, id: "MIG-cc-1", partIndex: 0, model: "NVIDIA A100-SXM4-40GB MIG 1g.5gb", memMb: 5120 },
			{ ...part, id: "MIG-cc-2", partIndex: 1, model: "NVIDIA A100-SXM4-40GB MIG 1c.3g.20gb", memMb: 20_480 },
			{ ...whole, id: "GPU-bbbb-2", index: 1, model: "NVIDIA A100-SXM4-40GB" },
		]);
	});

	it.each(["", "No devices found.\n", "  MIG 1g.5gb  Device 0: (UUID: MIG-of-nobody)\n"])("is empty in %j", (text) => {
		expect(parseNvidiaList(text)).toEqual([]);
	});
});

describe("the table of GPUs", () => {
	it("tells the model, the memory and the driver", () => {
		const table = parseNvidiaTable(
			"GPU-a, NVIDIA H100 80GB HBM3, 81559, 535.104.05\nGPU-b, Tesla T4, 15360, 535.104.05\n",
		);
		expect([...table]).toEqual([
			["GPU-a", { model: "NVIDIA H100 80GB HBM3", memMb: 81_559, driver: "535.104.05" }],
			["GPU-b", { model: "Tesla T4", memMb: 15_360, driver: "535.104.05" }],
		]);
	});

	it.each(["[N/A]", "[Not Supported]", "[Unknown Error]", "[GPU requires reset]", ""])(
		"leaves out a memory of %j",
		(memory) => {
			expect(parseNvidiaTable(`GPU-a, NVIDIA GB10, ${memory}, 580.95.05\n`).get("GPU-a")?.memMb).toBeUndefined();
		},
	);

	it("is empty in a complaint", () => {
		expect(parseNvidiaTable('Field "memory.total" is not a valid field to query.\n').size).toBe(0);
	});
});

it.each([
	["| NVIDIA-SMI 418.40.04    Driver Version: 418.40.04    CUDA Version: 10.1     |", "10.1"],
	["| NVIDIA-SMI 535.104.05             Driver Version: 535.104.05   CUDA Version: 12.2     |", "12.2"],
	["CUDA Version        : 13.0\n", "13.0"],
	["| NVIDIA-SMI 595.10  KMD Version: 595.10  CUDA UMD Version: 13.2 |", "13.2"],
	["| NVIDIA-SMI 390.46   Driver Version: 390.46 |", undefined],
	["CUDA Version: N/A", undefined],
])("the head %j knows CUDA %s", (text, expected) => {
	expect(parseCudaVersion(text)).toBe(expected);
});

describe("what is used", () => {
	it("is told of each GPU", () => {
		expect([...parseNvidiaUse("GPU-a, 7, 2150\nGPU-b, 0, 3\n", "GPU-a, 4711, 2100\n")]).toEqual([
			["GPU-a", { utilPercent: 7, memMb: 2150 }],
			["GPU-b", { utilPercent: 0, memMb: 3 }],
		]);
	});

	it("is added up of the processes where the GPU has no memory of its own", () => {
		const apps = "GPU-a, 4711, 100\nGPU-a, 4712, 50\nGPU-b, 1, [N/A]\n";
		expect([...parseNvidiaUse("GPU-a, 12, [N/A]\nGPU-b, [N/A], [N/A]\n", apps)]).toEqual([
			["GPU-a", { utilPercent: 12, memMb: 150 }],
			["GPU-b", { utilPercent: undefined, memMb: undefined }],
		]);
	});

	it("is unknown in a complaint", () => {
		expect(parseNvidiaUse("NVIDIA-SMI has failed because it couldn't communicate\n", "").size).toBe(0);
	});
});
