import type { CdiSpec } from "./cdi.ts";

export interface GpuFinding {
	readonly state: "ok" | "warning";
	readonly message: string;
	readonly hint?: string;
}

export function warningOf(message: string, hint: string): GpuFinding {
	return { state: "warning", message, hint };
}

export function filesOf(specs: readonly CdiSpec[]): string {
	return specs.map(({ file }) => file).join(", ");
}

/** What NVIDIA and AMD give for their GPUs in containers. */
export const gpuToolkits = {
	nvidia: {
		generator: "nvidia-ctk",
		generate: "sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml",
		install: "Install nvidia-container-toolkit as docs.nvidia.com/datacenter/cloud-native/container-toolkit says.",
	},
	amd: {
		generator: "amd-ctk",
		generate: "sudo amd-ctk cdi generate --output=/etc/cdi/amd.json",
		install: "Install amd-container-toolkit as instinct.docs.amd.com/projects/container-toolkit says.",
	},
} as const;
