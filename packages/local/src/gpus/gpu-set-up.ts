import type { CdiSpec } from "./cdi.ts";
import type { Gpu } from "./gpu.ts";

/** How GPUs get into containers on this machine, as far as it can be seen. */
export interface GpuSetUp {
	readonly gpus: readonly Gpu[];
	/** Where they come from, or why there are none. */
	readonly because: string;
	/** Of `gpuPrograms`, those that are installed. */
	readonly programs: ReadonlySet<string>;
	readonly cdiSpecs: readonly CdiSpec[];
	/** What /etc/docker/daemon.json says; undefined without it. */
	readonly daemon: { readonly defaultRuntime: string } | undefined;
	/** What answers; or why nothing does. */
	readonly engine: GpuEngine | { readonly reason: string; readonly hint: string };
}

export interface GpuEngine {
	readonly isPodman: boolean;
	readonly defaultRuntime: string;
	readonly runtimes: readonly string[];
	/** Where it looks for CDI; empty where it does not know CDI. */
	readonly cdiFolders: readonly string[];
}

/** The programs that matter to a set-up. */
export const gpuPrograms = [
	"nvidia-container-cli",
	"nvidia-container-runtime",
	"nvidia-container-runtime-hook",
	"nvidia-container-toolkit",
	"nvidia-ctk",
	"nvidia-docker-plugin",
	"amd-ctk",
] as const;
