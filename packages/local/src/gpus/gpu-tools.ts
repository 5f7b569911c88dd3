import { cdi } from "./cdi.ts";
import type { GpuTool } from "./gpu-tool.ts";
import { nvidiaSmi } from "./nvidia-smi.ts";
import { rocmSmi } from "./rocm-smi.ts";

/** Every way of finding GPUs; what an earlier one has told of a vendor goes before what a later one says. */
export const gpuTools: readonly GpuTool[] = [nvidiaSmi, rocmSmi, cdi];
