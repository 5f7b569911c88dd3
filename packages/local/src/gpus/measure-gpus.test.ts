import { chmodSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { systemProcesses } from "../executors/processes.ts";
import { measureGpus } from "./measure-gpus.ts";

const never = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };
const nvidia = `#!/bin/sh
case $1 in
--query-gpu=uuid,utilization.gpu,memory.used) echo "GPU-a, 7, 2150"; echo "GPU-b, 99, 70000" ;;
--query-compute-apps=*) echo "GPU-a, 4711, 2100"; echo "MIG-c, 4712, 300" ;;
esac
`;
const rocm = `#!/bin/sh
echo '{"card0": {"GPU use (%)": "3", "VRAM Total Used Memory (B)": "10960896"}}'
`;

it.each<[string, Readonly<Record<string, string>>, readonly string[], object]>([
	[
		"told of those that are asked for",
		{ "nvidia-smi": nvidia },
		["GPU-a"],
		{ "GPU-a": { utilPercent: 7, memMb: 2150 } },
	],
	["the memory of its processes for a part", { "nvidia-smi": nvidia }, ["MIG-c"], { "MIG-c": { memMb: 300 } }],
	[
		"told by every vendor",
		{ "nvidia-smi": nvidia, "rocm-smi": rocm },
		["GPU-b", "amd.com/gpu=0"],
		{ "GPU-b": { utilPercent: 99, memMb: 70_000 }, "amd.com/gpu=0": { utilPercent: 3, memMb: 10 } },
	],
	["unknown without a program", {}, ["0"], {}],
	["unknown when the program fails", { "nvidia-smi": "#!/bin/sh\nexit 9\n" }, ["GPU-a"], {}],
])("what GPUs use is %s", async (...[, programs, ids, expected]) => {
	using folder = tempDir(programs);
	for (const name of Object.keys(programs)) chmodSync(join(folder.path, name), 0o755);
	const options = { processes: systemProcesses, clock: never, environment: { PATH: folder.path } };
	expect(Object.fromEntries(await measureGpus(ids, options))).toEqual(expected);
});

it("what GPUs use is unknown when the program hangs", async () => {
	using folder = tempDir({ "nvidia-smi": "#!/bin/sh\nread never <&1\n" });
	chmodSync(join(folder.path, "nvidia-smi"), 0o755);
	const clock = { now: () => 0, sleep: () => Promise.resolve() };
	const options = { processes: systemProcesses, clock, environment: { PATH: folder.path } };
	expect((await measureGpus(["GPU-a"], options)).size).toBe(0);
});
