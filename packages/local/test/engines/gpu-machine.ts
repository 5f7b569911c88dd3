import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "@chronos-job/core";
import { startEngine, tempDir, type TestEngine, whyNoEngine } from "@chronos-job/testkit";
import type { DockerExecutorOptions } from "../../src/executors/docker.ts";
import { systemProcesses } from "../../src/executors/processes.ts";
import { detectGpus } from "../../src/gpus/detect-gpus.ts";
import type { Gpu } from "../../src/gpus/gpu.ts";

/** A driver of two GPUs. */
const driver = `#!/bin/sh
case $1 in
-L) echo "GPU 0: NVIDIA H100 (UUID: GPU-one)"
	echo "GPU 1: NVIDIA H100 (UUID: GPU-two)" ;;
--query-gpu=*) echo "GPU-one, NVIDIA H100, 81559, 535.104.05"
	echo "GPU-two, NVIDIA H100, 81559, 535.104.05" ;;
*) echo "| CUDA Version: 12.2 |" ;;
esac
`;

/** As nvidia-ctk writes it, with a device of every machine in the place of each GPU. */
const specification = {
	cdiVersion: "0.3.0",
	kind: "nvidia.com/gpu",
	containerEdits: { env: ["NVIDIA_VISIBLE_DEVICES=void"] },
	devices: [0, 1].map((index) => ({
		name: String(index),
		containerEdits: {
			env: [`GIVEN=${index}`],
			deviceNodes: [{ path: `/dev/nvidia${index}`, hostPath: "/dev/null", permissions: "rw" }],
		},
	})),
};

/** Does what NVIDIA's runtime does as far as a program in the container can tell. */
const runtime = `#!/bin/sh
before=
for word; do
	[ "$before" = --bundle ] && sed -i 's/"NVIDIA_VISIBLE_DEVICES=\\([^"]*\\)"/&,"GIVEN=\\1"/' "$word/config.json"
	before=$word
done
exec runc "$@"
`;

export interface GpuMachine extends AsyncDisposable {
	readonly engine: TestEngine;
	readonly gpus: readonly Gpu[];
	readonly options: Pick<DockerExecutorOptions, "gpus" | "hidesGpus">;
	/** Where its programs are, and nobody else's. */
	readonly programs: string;
}

/** Why there can be no such machine here. */
export function whyNoGpuMachine(name: TestEngine["name"]): string | undefined {
	const whyNot = whyNoEngine(name);
	if (whyNot !== undefined || name === "docker") return whyNot;
	const canMount = spawnSync("unshare", ["--mount", "true"]).status === 0;
	return canMount ? undefined : "folders cannot be mounted for one program alone here";
}

/** A machine with two GPUs as far as programs can tell, and an engine that gives them to containers. */
export async function startGpuMachine(name: TestEngine["name"]): Promise<GpuMachine> {
	const files = tempDir({
		"bin/nvidia-smi": driver,
		"bin/nvidia-container-runtime": runtime,
		"bin/nvidia-container-cli": "",
		"cdi/nvidia.json": JSON.stringify(specification),
	});
	const at = (path: string): string => join(files.path, path);
	for (const program of ["nvidia-smi", "nvidia-container-runtime", "nvidia-container-cli"]) {
		chmodSync(at(`bin/${program}`), 0o755);
	}
	const byRuntime = [`--add-runtime=nvidia=${at("bin/nvidia-container-runtime")}`, "--default-runtime=nvidia"];
	const made = name === "podman" ? mkdirSync(place, { recursive: true }) : undefined;
	const engine = await startEngine(
		name,
		name === "podman" ? { within: withSpecifications(at("cdi")) } : { words: byRuntime },
	);
	const environment = { PATH: `${at("bin")}:/bin` };
	const { value: gpus } = await detectGpus({ processes: systemProcesses, clock: systemClock, environment });
	return {
		engine,
		gpus,
		programs: at("bin"),
		options: {
			hidesGpus: () => true,
			gpus: { known: () => gpus, cdiFolders: [at("cdi")], programFolders: [at("bin")] },
		},
		async [Symbol.asyncDispose]() {
			await engine[Symbol.asyncDispose]();
			if (made !== undefined) rmdirSync(place);
			files[Symbol.dispose]();
		},
	};
}

// Podman 4.3 looks nowhere else; nobody but its service sees this folder there.
const place = "/run/cdi";

function withSpecifications(folder: string): readonly string[] {
	return ["unshare", "--mount", "sh", "-c", `mount --bind ${folder} ${place} && exec "$0" "$@"`];
}
