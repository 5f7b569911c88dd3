import { expect, it } from "vitest";
import { parseCdiSpec } from "./parse-cdi-spec.ts";

const yaml = `---
cdiVersion: 0.5.0
containerEdits:
  env:
  - NVIDIA_VISIBLE_DEVICES=void
  hooks:
  - args: [nvidia-cdi-hook, create-symlinks]
    hookName: createContainer
    path: /usr/bin/nvidia-cdi-hook
devices:
- containerEdits:
    deviceNodes:
    - path: /dev/nvidia0
  name: "0"
- containerEdits: {deviceNodes: [{path: /dev/nvidia1}]}
  name: 1
- name: "1:0"
- name: GPU-aaaa-1
- name: all
kind: nvidia.com/gpu
`;

function spec(kind: string, names: readonly unknown[]): string {
	return JSON.stringify({ cdiVersion: "0.6.0", kind, devices: names.map((name) => ({ name })) });
}

it.each([
	["YAML", "nvidia.yaml", yaml, ["0", "1:0"]],
	["JSON", "nvidia.json", spec("nvidia.com/gpu", ["0", "1", "GPU-a", "GPU-b", "all"]), ["0", "1"]],
	[
		"their ids where they have no index",
		"nvidia.json",
		spec("nvidia.com/gpu", ["GPU-a", "MIG-b", "all"]),
		["GPU-a", "MIG-b"],
	],
	["those of AMD with their vendor", "amd.json", spec("amd.com/gpu", ["0", "all"]), ["amd.com/gpu=0"]],
	["no other devices", "nic.json", spec("intel.com/qat", ["0"]), []],
	["none of a torn file", "nvidia.json", '{"kind":"nvidia.com/gpu","dev', []],
	["none of something else", "nvidia.yaml", "- 1\n- null\n", []],
	["none of odd devices", "nvidia.json", '{"kind":"nvidia.com/gpu","devices":[null,7,{"name":null}]}', []],
	["none of an empty file", "nvidia.json", "", []],
])("a specification names %s", (...[, file, text, expected]) => {
	expect(parseCdiSpec(text, file).gpus.map(({ id }) => id)).toEqual(expected);
});

it("a specification is asked for by all of its names", () => {
	const names = ["0", "1:0", "GPU-aaaa-1", "all"].map((name) => `nvidia.com/gpu=${name}`);
	expect(parseCdiSpec(yaml, "nvidia.yaml").names).toEqual(names);
});
