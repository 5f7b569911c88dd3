import { chmodSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { systemProcesses } from "../executors/processes.ts";
import { readGpuSetUp } from "./read-gpu-set-up.ts";

const clock = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };
const engine = { isPodman: false, defaultRuntime: "runc", runtimes: ["runc"], cdiFolders: [] };

it("the set-up is what is installed, what Docker is told and what CDI names", async () => {
	using root = tempDir({
		"bin/nvidia-smi": "#!/bin/sh\necho 'GPU 0: NVIDIA H100 (UUID: GPU-a)'\n",
		"bin/nvidia-ctk": "#!/bin/sh\n",
		"more/nvidia-container-cli": "#!/bin/sh\n",
		"more/nvidia-container-runtime": "no program",
		"daemon.json": '{"default-runtime": "nvidia"}',
		"etc/cdi/nvidia.json": '{"kind": "nvidia.com/gpu", "devices": [{"name": "0"}]}',
		"own/nvidia.json": '{"kind": "nvidia.com/gpu", "devices": [{"name": "1"}]}',
	});
	for (const name of ["bin/nvidia-smi", "bin/nvidia-ctk", "more/nvidia-container-cli"])
		chmodSync(join(root.path, name), 0o755);
	const setUp = await readGpuSetUp({
		processes: systemProcesses,
		clock,
		environment: { PATH: `${root.path}/bin` },
		cdiFolders: [`${root.path}/etc/cdi`],
		daemonFile: `${root.path}/daemon.json`,
		programFolders: [`${root.path}/more`],
		engine: { ...engine, cdiFolders: [`${root.path}/own`] },
	});
	expect(setUp.gpus).toMatchObject([{ id: "GPU-a" }]);
	expect([...setUp.programs]).toEqual(["nvidia-container-cli", "nvidia-ctk"]);
	expect(setUp.daemon).toEqual({ defaultRuntime: "nvidia" });
	expect(setUp.cdiSpecs.map(({ file }) => file.replace(root.path, ""))).toEqual([
		"/etc/cdi/nvidia.json",
		"/own/nvidia.json",
	]);
});

it.each([undefined, "{", "[]", '{"default-runtime": 7}'])(
	"nothing is known of Docker that is told %j",
	async (text) => {
		using root = tempDir(text === undefined ? {} : { "daemon.json": text });
		const setUp = await readGpuSetUp({
			processes: systemProcesses,
			clock,
			environment: {},
			cdiFolders: [],
			daemonFile: `${root.path}/daemon.json`,
			programFolders: [],
			engine,
		});
		expect(setUp.daemon?.defaultRuntime ?? "").toBe("");
		expect(setUp.gpus).toEqual([]);
	},
);
