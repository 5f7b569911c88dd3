import { chmodSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { systemProcesses } from "../executors/processes.ts";
import { detectGpus, visibleOf } from "./detect-gpus.ts";
import type { Gpu } from "./gpu.ts";

const never = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };

/** A machine with programs on its path and files of CDI; a program that is not there is as absent as can be. */
function openMachine(tree: Readonly<Record<string, string>>) {
	const root = tempDir(tree);
	for (const name of Object.keys(tree)) if (name.startsWith("bin/")) chmodSync(join(root.path, name), 0o755);
	const find = (own: Readonly<Record<string, string>> = {}, clock = never) =>
		detectGpus({
			processes: systemProcesses,
			clock,
			environment: { PATH: `${root.path}/bin`, ...own },
			cdiFolders: [`${root.path}/etc/cdi`, `${root.path}/run/cdi`],
		});
	return { find, path: root.path, [Symbol.dispose]: () => root[Symbol.dispose]() };
}

const nvidia = `#!/bin/sh
case $1 in
-L) echo "GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-a)"
	echo "GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-b)"
	echo "  MIG 1g.5gb      Device  0: (UUID: MIG-b-1)"
	echo "  MIG 1g.5gb      Device  1: (UUID: MIG-b-2)" ;;
--query-gpu=*) echo "GPU-a, NVIDIA H100 80GB HBM3, 81559, 535.104.05"
	echo "GPU-b, NVIDIA A100-SXM4-40GB, [N/A], 535.104.05" ;;
*) echo "| NVIDIA-SMI 535.104.05   Driver Version: 535.104.05   CUDA Version: 12.2     |" ;;
esac
`;
const rocm = `#!/bin/sh
echo '{"card0": {"Card Series": "MI300X", "VRAM Total Memory (B)": "206141652992"}, "system": {"Driver version": "6.8.5"}}'
`;
const cdi = (kind: string, ...names: readonly string[]) =>
	JSON.stringify({ kind, devices: names.map((name) => ({ name })) });
const unreachable = `#!/bin/sh
echo "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running."
echo
exit 9
`;

describe("the GPUs of a machine", () => {
	it("are those of its driver, with all that it tells", async () => {
		using machine = openMachine({ "bin/nvidia-smi": nvidia });
		const known = { vendor: "nvidia", driver: "535.104.05", cuda: "12.2" };
		const part = { ...known, index: 1, model: "NVIDIA A100-SXM4-40GB MIG 1g.5gb", memMb: 5120, partOf: "GPU-b" };
		expect(await machine.find()).toEqual({
			fact: "nvidia-smi tells of 3",
			value: [
				{ ...known, id: "GPU-a", index: 0, model: "NVIDIA H100 80GB HBM3", memMb: 81_559 },
				{ ...part, id: "MIG-b-1", partIndex: 0 },
				{ ...part, id: "MIG-b-2", partIndex: 1 },
			],
		});
	});

	it.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
		["are none of nobody's", {}, [], "there is no nvidia-smi, no rocm-smi and no CDI device"],
		[
			"are none when the driver cannot be reached, whatever a file says",
			{ "bin/nvidia-smi": unreachable, "etc/cdi/nvidia.json": cdi("nvidia.com/gpu", "0") },
			[],
			"nvidia-smi: NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.",
		],
		[
			"are none when library and driver differ",
			{
				"bin/nvidia-smi": "#!/bin/sh\necho 'Failed to initialize NVML: Driver/library version mismatch' >&2\nexit 18\n",
			},
			[],
			"nvidia-smi: Failed to initialize NVML: Driver/library version mismatch",
		],
		["may be AMD's", { "bin/rocm-smi": rocm }, ["amd.com/gpu=0"], "rocm-smi tells of 1"],
		[
			"may be of both",
			{ "bin/nvidia-smi": nvidia, "bin/rocm-smi": rocm },
			["GPU-a", "MIG-b-1", "MIG-b-2", "amd.com/gpu=0"],
			"nvidia-smi tells of 3; rocm-smi tells of 1",
		],
		[
			"are those of CDI where no driver tells of any",
			{
				"run/cdi/nvidia.yaml": "kind: nvidia.com/gpu\ndevices:\n- name: '0'\n- name: '1'\n- name: all\n",
				"etc/cdi/x.txt": "-",
			},
			["0", "1"],
			"CDI tells of 2 (/run/cdi/nvidia.yaml)",
		],
		[
			"are those of CDI beside a driver of another vendor",
			{
				"bin/nvidia-smi": nvidia,
				"etc/cdi/a.json": cdi("amd.com/gpu", "0"),
				"etc/cdi/n.json": cdi("nvidia.com/gpu", "0"),
			},
			["GPU-a", "MIG-b-1", "MIG-b-2", "amd.com/gpu=0"],
			"nvidia-smi tells of 3; CDI tells of 2 (/etc/cdi/a.json, /etc/cdi/n.json)",
		],
	])("%s", async (...[, tree, ids, fact]) => {
		using machine = openMachine(tree);
		const found = await machine.find();
		expect(found.value.map(({ id }) => id)).toEqual(ids);
		expect(found.fact.replaceAll(machine.path, "")).toBe(fact);
	});

	it("are named by an old program that does not know what else is asked", async () => {
		const old = `#!/bin/sh\nif [ "$1" = -L ]; then echo "GPU 0: Tesla K80 (UUID: GPU-k)"; else exit 2; fi\n`;
		using machine = openMachine({ "bin/nvidia-smi": old });
		expect((await machine.find()).value).toMatchObject([{ id: "GPU-k", driver: undefined, cuda: undefined }]);
	});

	it("are none of a driver that hangs, and those of others all the same", async () => {
		using machine = openMachine({ "bin/nvidia-smi": "#!/bin/sh\nread never <&1\n", "bin/rocm-smi": rocm });
		const overdue = Promise.withResolvers<void>();
		const found = machine.find({}, { now: () => 0, sleep: () => overdue.promise });
		overdue.resolve();
		expect(await found).toMatchObject({ value: [] });
		expect((await found).fact).toContain("nvidia-smi does not answer");
	});

	it("are fewer when the server is not to use all of them, which is said", async () => {
		using machine = openMachine({ "bin/nvidia-smi": nvidia, "bin/rocm-smi": rocm });
		const found = await machine.find({ CUDA_VISIBLE_DEVICES: "1", ROCR_VISIBLE_DEVICES: "" });
		expect(found.value.map(({ id }) => id)).toEqual(["MIG-b-1"]);
		expect(found.fact).toMatch(/, CUDA_VISIBLE_DEVICES is "1", ROCR_VISIBLE_DEVICES is ""$/);
	});
});

const three: readonly Gpu[] = ["GPU-a1", "GPU-a2", "MIG-b"].map((id) => ({ id, vendor: "nvidia" }));
const amd: readonly Gpu[] = [
	{ id: "amd.com/gpu=0", vendor: "amd" },
	{ id: "amd.com/gpu=1", vendor: "amd" },
];

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
	expect(visibleOf(three, { CUDA_VISIBLE_DEVICES: variable }).map(({ id }) => id)).toEqual(expected);
});

it("each vendor has its own variable", () => {
	const left = visibleOf([...three, ...amd], { CUDA_VISIBLE_DEVICES: "0", ROCR_VISIBLE_DEVICES: "1" });
	expect(left.map(({ id }) => id)).toEqual(["GPU-a1", "amd.com/gpu=1"]);
});
