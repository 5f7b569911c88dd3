import { expect, it } from "vitest";
import { gpuVariables } from "./gpu.ts";

it.each([
	["nothing", [], { CUDA_VISIBLE_DEVICES: "", NVIDIA_VISIBLE_DEVICES: "", ROCR_VISIBLE_DEVICES: "" }],
	[
		"those of NVIDIA",
		["GPU-a", "MIG-b"],
		{ CUDA_VISIBLE_DEVICES: "GPU-a,MIG-b", NVIDIA_VISIBLE_DEVICES: "GPU-a,MIG-b", ROCR_VISIBLE_DEVICES: "" },
	],
	[
		"those of AMD by their numbers, which the variable of CUDA would hide",
		["amd.com/gpu=1", "amd.com/gpu=0"],
		{ NVIDIA_VISIBLE_DEVICES: "", ROCR_VISIBLE_DEVICES: "1,0" },
	],
])("programs see %s", (...[, ids, variables]) => {
	expect(gpuVariables(ids)).toEqual(variables);
});
